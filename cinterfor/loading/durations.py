"""Terms of agreements: ISO 8601 durations in whole months."""

import re

from django.utils.translation import gettext as _

DURATION = re.compile(r"P(?=[0-9])(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?")
MOST_MONTHS = 32767


def months(duration: str) -> int:
    """`P5Y` is 60, `P18M` is 18, `P1Y6M` is 18. ValueError, with the reason, for all else."""
    if not (match := DURATION.fullmatch(duration)):
        if re.fullmatch(r"P([0-9]+[YMWD])*(T.*)?", duration) and re.search(r"[WDT]", duration):
            raise ValueError(_("the duration “%s” is not in whole months") % duration)
        raise ValueError(_("“%s” is not a duration such as P5Y or P18M") % duration)
    years, rest = (int(part or 0) for part in match.groups())
    total = years * 12 + rest
    if not 1 <= total <= MOST_MONTHS:
        raise ValueError(_("the duration “%s” is empty or too long") % duration)
    return total
