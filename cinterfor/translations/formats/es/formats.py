"""Dates and numbers in Spanish as ISO 80000-1 and the region's institutions write them."""

DATE_FORMAT = r"j \d\e F \d\e Y"
YEAR_MONTH_FORMAT = r"F \d\e Y"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
