"""References of works from other catalogues (MARC 21, RIS, BibTeX, CSL-JSON, Dublin Core) as rows."""
