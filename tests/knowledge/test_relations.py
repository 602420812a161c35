"""Works that are related: told on both pages, never in circles, and never of drafts."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cinterfor.history.models import Version
from cinterfor.history.state import apply
from knowledge.models import Product, WorkRelation
from knowledge.models.relations import PAIRS
from tests import factories
from tests.admin.forms import address, row, send, values_of, words
from tests.desk.conftest import account_in, logged_in, publisher
from tests.duplicates.merging import merge

__all__ = ["account_in", "logged_in", "publisher"]

pytestmark = pytest.mark.django_db
Kind = WorkRelation.Kind


@pytest.fixture
def pair():
    """A translation, and the work that it was made from."""
    original = factories.make_product(title="Formación dual", slug="original", doi="10.1000/1")
    made = factories.make_product(title="Formação dual", slug="traducida", language="pt")
    made.relations.create(kind=Kind.TRANSLATION, other=original)
    return made, original


def page_of(client, work, language="es"):
    with translation.override(language):
        return client.get(work.get_absolute_url())


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_both_pages_tell_the_relation_in_the_readers_words(client, pair, language):
    with translation.override(language):
        forth, back = str(Kind.TRANSLATION.label), str(PAIRS[Kind.TRANSLATION].seen_back)
        paths = [work.get_absolute_url() for work in pair]

    first, second = (page_of(client, work, language) for work in pair)

    assert f"{forth}Formación dual" in words(first) and f'href="{paths[1]}"' in first.content.decode()
    assert f"{back}Formação dual" in words(second) and f'href="{paths[0]}"' in second.content.decode()


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_readers_may_not_see_is_named_nowhere(client, pair, status):
    made, original = pair
    Product.objects.filter(pk=made.pk).update(publication_status=status)

    page = page_of(client, original).content.decode()
    data = client.get(f"{original.get_absolute_url()}?format=json").content.decode()
    found = harvested(client, "original", "oai_datacite")

    assert not any(name in text for name in ("Formação", "traducida") for text in (page, data, found))


def harvested(client, slug, prefix):
    query = {"verb": "GetRecord", "identifier": f"oai:127.0.0.1:product/{slug}", "metadataPrefix": prefix}
    return client.get(reverse("oai"), query).content.decode()


def test_twins_and_harvesters_name_the_relation_as_datacite_does(client, pair):
    _made, original = pair
    part = factories.make_product(title="Capítulo", slug="capitulo")
    part.relations.create(kind=Kind.PART, other=original)

    facts = [json.loads(client.get(f"{work.get_absolute_url()}?format=json").content) for work in pair]
    told = json.loads(client.get(f"{original.get_absolute_url()}?format=jsonld").content)

    assert facts[0]["relations"] == [{"relation": "IsTranslationOf", "product": "original"}]
    assert facts[1]["relations"] == [
        {"relation": "HasPart", "product": "capitulo"},
        {"relation": "HasTranslation", "product": "traducida"},
    ]
    assert [work["@id"] for work in told["workTranslation"]] == ["http://testserver/id/product/traducida"]
    assert [work["@id"] for work in told["hasPart"]] == ["http://testserver/id/product/capitulo"]
    named = '<relatedIdentifier relatedIdentifierType="DOI" relationType="IsTranslationOf">10.1000/1<'
    assert named in harvested(client, "traducida", "oai_datacite")
    assert "Translation" not in harvested(client, "traducida", "oai_openaire")
    assert 'relationType="IsPartOf">10.1000/1<' in harvested(client, "capitulo", "oai_openaire")
    assert "<dc:relation>https://doi.org/10.1000/1<" in harvested(client, "traducida", "oai_dc")


def relate_in_form(client, work, kind, other):
    rows = row("relations", 0, kind=kind, other=other.pk) | {"relations-TOTAL_FORMS": 1}
    return client.post(
        address(Product, "change", work),
        values_of(client, address(Product, "change", work)) | {"_publish": "yes"} | rows,
    )


@pytest.mark.parametrize("kind", [Kind.PART, Kind.REPLACES, Kind.TRANSLATION])
def test_no_work_can_stand_above_itself_or_beside_itself(client, admin_user, kind):
    client.force_login(admin_user)
    book, chapter, section = (factories.make_product() for _number in range(3))
    chapter.relations.create(kind=kind, other=book)

    assert relate_in_form(client, section, kind, chapter).status_code == 302
    refused = relate_in_form(client, book, kind, section)
    assert refused.status_code == 200 and not book.relations.exists()
    assert refused.context["inline_admin_formsets"][-1].formset.errors[0].keys() == {"other"}
    assert relate_in_form(client, book, kind, book).status_code == 200
    assert relate_in_form(client, book, Kind.REFERENCES, section).status_code == 302
    assert relate_in_form(client, book, Kind.REFERENCES, section).status_code in (200, 302)
    assert book.relations.count() == 1


def test_a_work_that_others_name_is_not_deleted_under_them(client, admin_user, pair):
    client.force_login(admin_user)
    made, original = pair

    client.post(address(Product, "delete", original), {"post": "yes"})
    assert Product.objects.filter(pk=original.pk).exists()
    client.post(address(Product, "delete", made), {"post": "yes"})
    assert not WorkRelation.objects.exists()


def test_merging_two_works_moves_their_relations_and_keeps_each_once(publisher, pair):
    made, original = pair
    again = factories.make_product(title="Formación dual (otra vez)")
    made.relations.create(kind=Kind.TRANSLATION, other=again)
    part = factories.make_product()
    part.relations.create(kind=Kind.PART, other=again)

    merge(publisher, original, again)

    rows = WorkRelation.objects.order_by("kind").values_list("product", "kind", "other")
    assert list(rows) == [(part.pk, "part-of", original.pk), (made.pk, "translation-of", original.pk)]


@pytest.mark.parametrize("kind", [Kind.PART, Kind.REPLACES, Kind.TRANSLATION])
def test_works_that_are_related_to_each_other_are_not_made_one(publisher, kind):
    whole, part = factories.make_product(), factories.make_product()
    part.relations.create(kind=kind, other=whole)

    merge(publisher, whole, part)

    assert Product.objects.filter(pk=part.pk).exists()
    assert WorkRelation.objects.filter(product=part, other=whole).exists()


def test_an_agreement_and_the_work_that_evaluates_it_name_each_other(client, admin_user):
    work = factories.make_product(title="Evaluación", slug="evaluacion")
    agreement, draft = (
        factories.make_agreement(slug=slug, publication_status=status)
        for slug, status in (("convenio", "published"), ("borrador", "draft"))
    )
    client.force_login(admin_user)
    assert send(client, agreement, evaluations=[work.pk]).status_code == 302
    draft.evaluations.add(work)
    client.logout()

    data = json.loads(client.get(f"{work.get_absolute_url()}?format=json").content)
    told = json.loads(client.get(f"{agreement.get_absolute_url()}?format=json").content)

    assert data["agreements"] == ["convenio"] and told["evaluations"] == ["evaluacion"]
    assert f'href="{agreement.get_absolute_url()}"' in page_of(client, work).content.decode()
    assert f'href="{work.get_absolute_url()}"' in client.get(agreement.get_absolute_url()).content.decode()
    assert 'relationType="Reviews">http://' in harvested(client, "evaluacion", "oai_datacite")
    Product.objects.filter(pk=work.pk).update(publication_status="draft")
    assert "Evaluación" not in client.get(agreement.get_absolute_url()).content.decode()


def test_history_tells_of_relations_and_brings_them_back(client, admin_user, pair):
    made, _original = pair
    client.force_login(admin_user)
    (key,) = made.relations.values_list("pk", flat=True)
    send(client, made, **{"relations-0-DELETE": "on"})
    assert not made.relations.exists()

    versions = Version.objects.of(Product, made.pk).order_by("-pk")
    assert [bool(version.state["rows"]["relations"]) for version in versions[:2]] == [False, True]
    apply(Product, made.pk, versions[1].state)
    assert made.relations.get().pk == key


def told_everywhere(client, slug):
    """What lists as data and harvesters are told, which is kept as long as it is true."""
    lists = (client.get(reverse("product_list"), {"format": name}) for name in ("json", "csv"))
    return harvested(client, slug, "oai_datacite") + "".join(page.getvalue().decode() for page in lists)


def test_what_is_kept_of_a_work_follows_those_that_are_related_to_it(client, pair):
    made, original = pair
    assert "HasTranslation" in harvested(client, "original", "oai_datacite")
    assert "IsTranslationOf" in told_everywhere(client, "traducida")

    made.publication_status = "withdrawn"
    made.save()
    assert "traducida" not in told_everywhere(client, "original")
    made.publication_status = "published"
    made.save()
    assert "HasTranslation" in harvested(client, "original", "oai_datacite")
    made.relations.get().delete()
    assert "Translation" not in told_everywhere(client, "original")
    made.relations.create(kind=Kind.PART, other=original)
    assert "HasPart" in told_everywhere(client, "original")


def test_harvesters_hear_nothing_of_a_related_work_that_is_not_public_before_tomorrow(client, pair):
    made, _original = pair
    made.published_from = timezone.now() + timedelta(days=1)
    made.save()

    assert "Translation" not in told_everywhere(client, "original")


def test_what_is_kept_of_a_work_follows_the_agreements_that_it_evaluates(client, pair):
    _made, original = pair
    agreement = factories.make_agreement(slug="convenio")
    assert "convenio" not in told_everywhere(client, "original")

    agreement.evaluations.add(original)
    assert "convenio" in harvested(client, "original", "oai_datacite")
    agreement.publication_status = "draft"
    agreement.save()
    assert "convenio" not in told_everywhere(client, "original")
    agreement.publication_status = "published"
    agreement.save()
    assert "convenio" in told_everywhere(client, "original")
    agreement.evaluations.remove(original)
    assert "convenio" not in told_everywhere(client, "original")


def test_versions_that_name_each_other_are_told_of_once(client):
    first, second = factories.make_product(), factories.make_product(slug="segunda")
    first.relations.create(kind=Kind.VERSION, other=second)
    second.relations.create(kind=Kind.VERSION, other=first)

    (told,) = Product.objects.get(pk=first.pk).related

    assert (told.label, told.works) == (Kind.VERSION.label, [second])


def test_the_matrix_of_languages_leads_to_translations_that_are_works_of_their_own(client, pair):
    made, original = pair
    other = factories.make_product(slug="borrador", language="en", publication_status="draft")
    other.relations.create(kind=Kind.TRANSLATION, other=original)

    rows = {row.language: works for row, works in original.coverage_with_translations}

    assert rows == {"es": [], "pt": [made], "en": []}
    link = f'<a href="{made.get_absolute_url()}">como otra obra</a>'
    assert page_of(client, original).content.decode().count(link) == 1
