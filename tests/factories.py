"""Plain functions that make what tests need: records are published and exist in the three languages.

A translated field given without its language (`name="SENAI"`) is the same in all of them.
"""

import io
import json
from itertools import count

import PIL.Image
from django.core.files.base import ContentFile
from modeltranslation.translator import NotRegistered, translator

from agreements.models import Agreement, Party
from cinterfor.images.models import Image
from cinterfor.loading.source import SHIPPED
from cinterfor.publishing.languages import LANGUAGES
from cinterfor.publishing.models import Record
from cinterfor.publishing.together import written_together
from knowledge.models import (
    Event,
    EventParticipation,
    EventSeries,
    NewsItem,
    Page,
    Person,
    Product,
    Question,
    Series,
    Theme,
)
from knowledge.models.series import place_in
from network.models import Country, Institution, Membership

numbers = count(1)
codes = count()
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OF_THE_DATA = {record["code"] for record in json.loads((SHIPPED / "countries.json").read_text("utf-8"))}


def make(model, defaults, values):
    values = in_all_languages(model, defaults) | in_all_languages(model, values)
    relations = [field.name for field in model._meta.many_to_many]
    related = {name: values.pop(name) for name in relations if name in values}
    with written_together():
        made = model.objects.create(**values)
        for name, others in related.items():
            getattr(made, name).set(others)
    return made


def in_all_languages(model, values):
    try:
        translated = translator.get_options_for_model(model).fields
    except NotRegistered:
        translated = ()
    spread = {}
    for name, value in values.items():
        spread |= {f"{name}_{code}": value for code in LANGUAGES} if name in translated else {name: value}
    return spread


def make_record(model, defaults, values):
    assert issubclass(model, Record)
    return make(model, {"publication_status": "published"} | defaults, values)


def titled(field, spanish, portuguese, english):
    number = next(numbers)
    return {
        f"{field}_es": f"{spanish} {number}",
        f"{field}_pt": f"{portuguese} {number}",
        f"{field}_en": f"{english} {number}",
    }


def free_code():
    """Two letters that are no country of the data, beginning with those that ISO 3166 leaves to its users."""
    while True:
        number = (LETTERS.index("X") * 26 + next(codes)) % 26**2
        code = LETTERS[number // 26] + LETTERS[number % 26]
        if code not in OF_THE_DATA:
            return code


def picture(kind="PNG", size=(600, 400), **options):
    """The bytes of a picture."""
    out = io.BytesIO()
    PIL.Image.new("RGB", size, "white").save(out, kind, **options)
    return out.getvalue()


def make_image(**values):
    number = next(numbers)
    defaults = {
        "alt_es": f"Un taller {number}",
        "alt_pt": f"Uma oficina {number}",
        "alt_en": f"A workshop {number}",
        "credit": "© OIT / Ana Silva",
    }
    if "file" not in values:
        defaults["file"] = ContentFile(picture(), "taller.png")
    return make(Image, defaults, values)


def make_country(**values):
    defaults = titled("name", "País", "País", "Country") | {"region": "south-america"}
    return make_record(Country, defaults | ({} if "code" in values else {"code": free_code()}), values)


def make_institution(**values):
    defaults = titled("name", "Instituto", "Instituto", "Institute")
    if "country" not in values:
        defaults["country"] = make_country()
    return make_record(Institution, defaults, values)


def make_membership(**values):
    defaults = {"kind": "constituent", "basis": "documented", "begins": "1990"}
    if "institution" not in values:
        defaults["institution"] = make_institution()
    return make(Membership, defaults, values)


def make_theme(**values):
    return make_record(Theme, titled("name", "Tema", "Tema", "Theme"), values)


def make_product(**values):
    titles = titled("translated_title", "Obra", "Obra", "Work")
    defaults = titles | {
        "title": titles["translated_title_es"],
        "language": "es",
        "kind": "book",
        "issued": "2020",
    }
    # In the language of the work its own title stands.
    defaults.pop(f"translated_title_{values.get('language', 'es')}", None)
    return make_record(Product, defaults, values)


def make_series(**values):
    number = next(numbers)
    return make(Series, {"slug": f"serie-{number}", "title": f"Estudios {number}"}, values)


def in_series(printed, **values):
    """The place of a product in a series, as its page prints it: “Trazos de la Formación, 9”."""
    title, number = place_in(printed)
    return {"series": Series.objects.named(title, **values), "number": number}


def make_person(**values):
    number = next(numbers)
    defaults = {"slug": f"persona-{number}", "given_name": "Ana", "family_name": f"Silva {number}"}
    return make(Person, defaults, values)


def make_event(**values):
    defaults = titled("title", "Taller", "Oficina", "Workshop")
    return make_record(
        Event, defaults | {"kind": "workshop", "level": "regional", "begins": "2024-05-06"}, values
    )


def make_event_series(**values):
    number = next(numbers)
    defaults = titled("title", f"Reuniones {number}", f"Reuniões {number}", f"Meetings {number}")
    return make(EventSeries, defaults | {"slug": f"reuniones-{number}"}, values)


def make_participation(**values):
    owners = {"event": make_event, "country": make_country}
    missing = {name: build() for name, build in owners.items() if name not in values}
    return make(EventParticipation, missing, values)


def make_news(**values):
    defaults = titled("title", "Noticia", "Notícia", "News")
    defaults |= {
        "summary_es": "Resumen.",
        "summary_pt": "Resumo.",
        "summary_en": "Summary.",
        "date": "2024-05-06",
    }
    return make_record(NewsItem, defaults, values)


def make_question(**values):
    defaults = titled("question", "¿Pregunta?", "Pergunta?", "Question?")
    defaults |= {
        "answer_es": "Respuesta.",
        "answer_pt": "Resposta.",
        "answer_en": "Answer.",
        "category": "centre",
    }
    return make_record(Question, defaults, values)


def make_page(**values):
    return make_record(Page, titled("title", "Página", "Página", "Page"), values)


def make_agreement(**values):
    defaults = titled("title", "Acuerdo", "Acordo", "Agreement")
    return make_record(Agreement, defaults | {"instrument": "memorandum", "signed": "2020-03-04"}, values)


def make_party(**values):
    defaults = {} if "agreement" in values else {"agreement": make_agreement()}
    if not {"institution", "country", "name", "name_es", "name_pt", "name_en"} & set(values):
        defaults["institution"] = make_institution()
    return make(Party, defaults, values)
