"""Agreements and their parties: from the files' records to plans."""

from agreements.models import Agreement

from .durations import months
from .plans import Plan, given, own_text, provenance, status, texts

# Where the file has only a kind, it says either what the instrument is or what is done.
INSTRUMENTS = {
    "framework": Agreement.Instrument.FRAMEWORK,
    "cooperation": Agreement.Instrument.COOPERATION,
}
MODALITIES = {
    "technical-assistance": Agreement.Modality.TECHNICAL_ASSISTANCE,
    "horizontal-cooperation": Agreement.Modality.HORIZONTAL,
    "multilateral-commitment": Agreement.Modality.MULTILATERAL,
    "national-partnership": Agreement.Modality.NATIONAL,
    "financing": Agreement.Modality.FINANCING,
    "training-services": Agreement.Modality.TRAINING_SERVICES,
    "collective-bargaining": Agreement.Modality.COLLECTIVE_BARGAINING,
    "founding-instrument": Agreement.Modality.FOUNDING,
}


def agreement(record: dict, load) -> Plan:
    """Published where nothing holds it, its source is whole and two parties are named."""
    public = record["source_complete"] and len(record["parties"]) >= 2
    amount = record["amount"] or {"value": None, "currency": ""}
    values = {
        **own_text(record, "title", "title", record["title_language"]),
        **texts(record, "summary"),
        **given(record, original_language="title_language", instrument="instrument", modality="modality"),
        **given(record, signed="signed", ends="ends", involves_centre="involves_cinterfor"),
        **given(record, enters_into_force="enters_into_force", renews_tacitly="renews_tacitly"),
        **(
            {"renewal_months": record["renewal"] and months(record["renewal"])} if "renewal" in record else {}
        ),
        **provenance(record),
        "duration_months": record["duration"] and months(record["duration"]),
        "terminated": record["status"] == "cancelled",
        "amount": amount["value"],
        "currency": amount["currency"],
        "publication_status": status(public, record),
    }
    made = {"instrument": INSTRUMENTS.get(record["kind"]), "modality": MODALITIES.get(record["kind"])}
    many = {
        "countries": load.references.many("countries", record["countries"]),
        "themes": load.references.many("themes", record["themes"]),
    }
    parts = {"parties": [_party(party, number, load) for number, party in enumerate(record["parties"], 1)]}
    if "texts" in record:
        parts["texts"] = [
            given(text, language="language", url="url", is_authentic="is_authentic")
            for text in record["texts"]
        ]
    return Plan("agreements", record["id"], Agreement, record["id"], values, made, many, parts)


def _party(party: dict, position: int, load) -> dict:
    """An institution, a country, or the words of the record where it names neither."""
    row = {"institution": None, "country": None, "role": party["role"], "position": position}
    row |= given(party, joined="joined", withdrew="withdrew")
    if party["institution"]:
        row["institution"] = load.references.get("institutions", party["institution"])
    elif party["type"] == "organization":
        row["institution"] = load.organisation(party["name"])
    elif party["type"] == "government":
        code = party.get("country") or load.names.country(party["name"])
        row["country"] = load.references.get("countries", code)
    if row["institution"] is None and row["country"] is None:
        row |= own_text(party, "name", "name", "es")
    return row
