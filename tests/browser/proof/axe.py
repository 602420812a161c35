"""axe-core over a page in the colours and widths that readers have."""

import json

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
}
STATES = [(width, scheme) for width in (1280, 360) for scheme in ("light", "dark")]
RUN = f"axe.run(document, {json.dumps(OPTIONS)}).then(({{violations}}) => violations)"


def violations(page) -> dict[str, str]:
    """What axe finds on the page that is open: where and what -> how."""
    found = {}
    for rule in page.evaluate(RUN):
        for node in rule["nodes"]:
            target = " ".join(map(str, node["target"]))
            reason = node["any"] or node["all"] or node["none"]
            said = reason[0]["message"] if reason else rule["help"]
            found[f"{rule['id']} at {target}"] = f"{said} | {node['html'][:160]}"
    return found


def violations_in_all_states(page) -> list[str]:
    """The same at each width and in each colour scheme, each violation once with the states that show it."""
    page.evaluate(AXE_SCRIPT)
    found, states = {}, {}
    for width, scheme in STATES:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for place, said in violations(page).items():
            found[place] = said
            states.setdefault(place, []).append(f"{width} {scheme}")
    return [f"{place} ({', '.join(states[place])}): {said}" for place, said in found.items()]


def flaws(page) -> list[str]:
    """The same in a page that notes complaints: what the browser says of axe is none of the page's."""
    told = list(page.complaints)
    found = violations_in_all_states(page)
    page.complaints[:] = told
    return found
