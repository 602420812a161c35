"""Countries, institutions, partners and figures: from the files' records to plans."""

from django.utils.translation import gettext as _

from cinterfor.publishing.languages import LANGUAGES
from network.models import Country, Figure, Institution, Membership, Sector

from .organisations import slug_of_name
from .plans import Plan, given, own_text, provenance, short_name, status, texts
from .report import Outcome
from .source import Folder, read_shipped

BASES = {"official-page": Membership.Basis.DOCUMENTED, "definition": Membership.Basis.DEFINITION}
CONFIDENCE = "Confidence that it is in the network"


def country(record: dict, load) -> Plan:
    """Published; by default one of the network's where the file says how sure that is."""
    values = {
        **texts(record, "name"),
        **own_text(record, "capital", "capital", "es"),
        **given(
            record, region="region", latitude="capital_lat", longitude="capital_lon", in_network="in_network"
        ),
        **provenance(record, {CONFIDENCE: record["network_confidence"]}),
        "code": record["code"],
        "publication_status": status(True, record),
    }
    made = {"in_network": record["network_confidence"] is not None}
    return Plan("countries", record["code"], Country, record["code"].lower(), values, made)


def sector(record: dict, load) -> None:
    """A sector keeps no trace of the load: what it lacks is filled in, what it has is left alone."""
    stored = Sector.objects.filter(slug=record["id"]).first()
    names = texts(record, "name")
    if stored is None:
        _make_sector(record["id"], names)
        load.report.count("sectors", Outcome.CREATED)
        return
    missing = {field: text for field, text in names.items() if not getattr(stored, field)}
    for field, text in missing.items():
        setattr(stored, field, text)
    if missing:
        stored.save()
        load.report.count("sectors", Outcome.UPDATED)
    elif all(getattr(stored, field) == text for field, text in names.items()):
        load.report.count("sectors", Outcome.UNCHANGED)
    else:
        load.report.leave_alone("sectors", record["id"], _("its name differs from the file's"))


def sector_named(name: str | None) -> Sector | None:
    """The sector of that English name, made where there is none: the list is open."""
    if name is None:
        return None
    if found := Sector.objects.filter(name_en__iexact=name).first():
        return found
    shipped = {record["name_en"].casefold(): record for record in read_shipped("sectors").values()}
    if record := shipped.get(name.casefold()):
        return Sector.objects.filter(slug=record["id"]).first() or _make_sector(
            record["id"], texts(record, "name")
        )
    slug = short_name(name)[:60]
    return Sector.objects.filter(slug=slug).first() or _make_sector(slug, {"name_en": name})


def _make_sector(slug: str, names: dict[str, str]) -> Sector:
    made = Sector(slug=slug, **names)
    made.full_clean(exclude=["name"])
    made.save()
    return made


def partner(record: dict, load) -> Plan:
    """An organisation outside the network that members work with: published, without a membership."""
    values = {
        **own_text(record, "name", "name", "es"),
        **own_text(record, "acronym", "acronym", "es"),
        **given(record, official_name="name", former_names="former_names", website="website"),
        **given(record, management="management", is_centre="is_centre"),
        **provenance(record),
        "country": load.references.get("countries", record["country"]),
        "publication_status": status(True, record),
    }
    return Plan("partners", record["id"], Institution, record["id"], values)


def partner_of_name(name: str) -> Plan:
    """A partner of which the data know nothing but the name: a draft for an editor."""
    slug = slug_of_name(name)
    values = {
        "name_es": name,
        "official_name": name,
        "publication_status": status(False, {}),
        "editor_note": "Made by the loader from a name; nothing else is known of it.",
    }
    return Plan("partners", slug, Institution, slug, values)


def institution(record: dict, load) -> Plan:
    values = {
        **texts(record, "name"),
        **own_text(record, "city", "city", "es"),
        **texts(record, "description", rich=True),
        **given(record, official_name="name", former_names="former_names", website="website"),
        **own_text(record, "acronym", "acronym", "es"),
        **given(record, management="management", coverage="coverage", tripartite="governance_tripartite"),
        **given(record, latitude="lat", longitude="lon"),
        **_provenance_of_institution(record),
        "founded": record["founded"] and f"{record['founded']:04d}",
        "dissolved": record["status"] == "dissolved",
        "country": load.references.get("countries", record["country"]),
        "sector": sector_named(record["sector"]),
        "successor": load.references.get("institutions", successor_of(record, load.folder)),
        "publication_status": status(record["network_confidence"] in ("confirmed", "high"), record),
    }
    parts = {"memberships": _memberships(record, load)}
    return Plan("institutions", record["id"], Institution, record["id"], values, parts=parts)


def _provenance_of_institution(record):
    return provenance(record, {"Founded": record["founded_note"], CONFIDENCE: record["network_confidence"]})


def successor_of(record: dict, folder: Folder) -> str | None:
    """The successor that the record names, or the one that names it as its predecessor."""
    if record["successor"]:
        return record["successor"]
    followers = [
        key for key, other in folder.of("institutions").items() if other.get("predecessor") == record["id"]
    ]
    return followers[0] if len(followers) == 1 else None


def _memberships(record: dict, load) -> list[dict]:
    """One row: a class that is only inferred, or not known at all, is unconfirmed."""
    kind = record["membership"]
    basis = BASES.get(record["membership_basis"])
    if kind is None or basis is None:
        kind, basis = kind or record["membership_inferred"], Membership.Basis.UNCONFIRMED
    return [
        {
            "kind": kind,
            "basis": basis,
            "ended": record["status"] == "dissolved",
            "source": record["source"] if basis == Membership.Basis.DOCUMENTED else [],
        }
    ]


def figure(record: dict, load) -> Plan:
    """A published number; without labels, what the file calls it stands in, in English."""
    values = {
        **texts(record, "label"),
        **texts(record, "context"),
        **own_text(record, "by", "by", "en"),
        **given(record, value="value", at_least="at_least", year="year", source="source"),
    }
    made = {"label_en": record["what"]} if not any(f"label_{code}" in record for code in LANGUAGES) else {}
    position = list(load.folder.of("figures")).index(record["id"]) + 1
    return Plan("figures", record["id"], Figure, record["id"], values, made | {"position": position})
