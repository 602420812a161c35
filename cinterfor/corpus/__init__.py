"""A corpus of made-up records, as many as one likes, to measure the portal with; never for readers."""
