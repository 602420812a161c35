"""The cooperation graph as data: its ties as CSV and JSON; GraphML and GEXF for programs of analysis."""

import io
import json
from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cinterfor.formats.registry import LONGEST_NAME, attachment
from cinterfor.formats.tables import in_a_cell, lines

from .picture import CooperationGraph


class Export(NamedTuple):
    """A format of the graph: how it is called, its media type, and what writes it."""

    name: str
    label: str
    media_type: str
    write: object


def respond(export: Export, graph: CooperationGraph, request) -> HttpResponse:
    """The graph as a file, named after what it was narrowed by."""
    content = export.write(graph, request.build_absolute_uri)
    response = HttpResponse(content, content_type=f"{export.media_type}; charset=utf-8")
    chosen = (f"{name} {value}" for name, value in graph.scope.but().items())
    name = slugify(" ".join(["cooperation", *chosen]))[:LONGEST_NAME].strip("-")
    disposition = "inline" if export.name == "json" else "attachment"
    response["Content-Disposition"] = attachment(name, export.name, disposition)
    response["X-Robots-Tag"] = "noindex"
    return response


def nodes_of(graph, absolute) -> list[dict]:
    """Each institution: identifier, name, kind in the network, country, region, permalink, partners."""
    return [
        {
            "id": node.institution.slug,
            "label": node.institution.title_text.value,
            "acronym": node.institution.acronym or "",
            "kind": node.institution.mark,
            "country": node.institution.country.code if node.institution.country else "",
            "region": node.institution.country.region if node.institution.country else "",
            "partners": node.partners,
            "permalink": absolute(node.institution.permalink),
        }
        for node in graph.nodes
    ]


def ties_of(graph, absolute) -> list[dict]:
    """Each tie: its ends, what there is of it, and the lists of the agreements and events behind it."""
    return [
        {
            "source": (one := graph.institutions[tie.first]).slug,
            "target": (other := graph.institutions[tie.second]).slug,
            "weight": tie.weight,
            "agreements": tie.agreements,
            "events": tie.events,
            "since": tie.since,
            "agreements_list": absolute(graph.scope.agreements_path(one.slug, other.slug))
            if tie.agreements
            else None,
            "events_list": absolute(graph.scope.events_path(one.slug, other.slug)) if tie.events else None,
        }
        for tie in graph.scope.ties
    ]


def as_csv(graph, absolute) -> Iterator[str]:
    """A row for each tie, with names and permalinks of both ends."""
    return lines(_headings(), _rows(graph, absolute))


def _rows(graph, absolute) -> Iterator[list[str]]:
    nodes = {node["id"]: node for node in nodes_of(graph, absolute)}
    for tie in ties_of(graph, absolute):
        ends = [nodes[tie["source"]], nodes[tie["target"]]]
        cells = [end[name] for end in ends for name in ("id", "label", "country", "region", "permalink")]
        counted = [tie[name] for name in ("agreements", "events", "since", "agreements_list", "events_list")]
        yield [in_a_cell(cell) for cell in [*cells, *counted]]


def _headings():
    ends = [
        [_("identifier"), _("name"), _("country"), _("region"), _("permalink")],
        [
            _("identifier of the partner"),
            _("name of the partner"),
            _("country of the partner"),
            _("region of the partner"),
            _("permalink of the partner"),
        ],
    ]
    counted = [_("agreements"), _("events"), _("since"), _("list of agreements"), _("list of events")]
    return [*ends[0], *ends[1], *counted]


def as_json(graph, absolute) -> str:
    """The graph in nodes and links, as JSON Graph programs and networkx read it."""
    found = {
        "directed": False,
        "multigraph": False,
        "graph": {"filters": graph.scope.but().dict()},
        "nodes": nodes_of(graph, absolute),
        "edges": ties_of(graph, absolute),
    }
    return json.dumps(found, ensure_ascii=False) + "\n"


def as_graphml(graph, absolute) -> bytes:
    return _written("write_graphml", graph, absolute)


def as_gexf(graph, absolute) -> bytes:
    return _written("write_gexf", graph, absolute)


def _written(writer, graph, absolute) -> bytes:
    # It takes half a second to import, and few ask for it.
    import networkx

    found = networkx.Graph()
    for node in nodes_of(graph, absolute):
        found.add_node(node.pop("id"), **node)
    for tie in ties_of(graph, absolute):
        facts = {name: value for name, value in tie.items() if value is not None}
        found.add_edge(facts.pop("source"), facts.pop("target"), **facts)
    file = io.BytesIO()
    getattr(networkx, writer)(found, file)
    return file.getvalue()


EXPORTS = {
    export.name: export
    for export in (
        Export("csv", "CSV", "text/csv", as_csv),
        Export("json", "JSON", "application/json", as_json),
        Export("graphml", "GraphML", "application/graphml+xml", as_graphml),
        Export("gexf", "GEXF", "application/gexf+xml", as_gexf),
    )
}
