"""Who can help with what: what institutions declare that they offer and seek, and what they have done."""
