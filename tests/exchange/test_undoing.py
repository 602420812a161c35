"""An import that is taken back, beside what others have done since."""

import pytest

from cinterfor.desk.models import Pending
from cinterfor.exchange.models import Line
from cinterfor.history.models import Batch, Version
from network.models import Country, Institution
from tests import factories
from tests.admin.forms import words

from .conftest import press, report

pytestmark = [pytest.mark.django_db, pytest.mark.proof]


def test_undoing_puts_back_what_nobody_else_has_written_since(publisher, importing):
    first, second = (factories.make_institution(name="Antes", city="Lima") for _ in range(2))
    rows = [
        {"slug": first.slug, "name_es": "Después", "city_es": "Cusco"},
        {"slug": second.slug, "name_es": "Después", "city_es": ""},
        {"slug": "publica", "name_es": "Nueva", "city_es": ""},
    ]
    importing(publisher, Institution, rows, publication="at-once")
    Institution.objects.filter(pk=first.pk).update(name_es="De otra persona")

    press(publisher, "undo")
    page = words(report(publisher))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name_es, first.city_es) == ("De otra persona", "Lima")
    assert second.name_es == "Antes"
    assert Institution.objects.get(slug="publica").publication_status == "withdrawn"
    assert "Nombre [es]" in Line.objects.get(slug=first.slug).left_alone
    assert first.slug in page
    assert Batch.objects.get().undone_at is not None


def test_undoing_deletes_drafts_that_it_made_unless_somebody_worked_on_them(writer, importing):
    importing(writer, Institution, [{"slug": "uno", "name_es": "Uno"}, {"slug": "dos", "name_es": "Dos"}])
    Institution.objects.filter(slug="dos").update(name_es="Dos, mejor")

    press(writer, "undo")

    assert [record.name_es for record in Institution.objects.all()] == ["Dos, mejor"]
    assert Line.objects.get(slug="dos").left_alone


def test_undoing_leaves_what_others_refer_to(writer, importing):
    given = {"region": "asia", "in_network": "no"}
    rows = [{"slug": c.lower(), "code": c, "name_es": f"País {c}"} | given for c in ("XQ", "XR")]
    importing(writer, Country, rows)
    factories.make_institution(country=Country.objects.get(code="XQ"))

    press(writer, "undo")

    assert [country.code for country in Country.objects.all()] == ["XQ"]
    assert Line.objects.get(slug="xq").left_alone
    assert not Line.objects.get(slug="xr").left_alone


def test_undoing_gives_up_pending_versions_or_takes_its_part_out_of_them(writer, importing):
    alone, shared = factories.make_institution(name="Antes"), factories.make_institution(name="Antes")
    importing(writer, Institution, [{"slug": shared.slug, "city_es": "Cusco"}])
    importing(writer, Institution, [{"slug": item.slug, "name_es": "Después"} for item in (alone, shared)])

    press(writer, "undo")

    fields = Pending.objects.get().version.state["fields"]
    assert (fields["name_es"], fields["city_es"]) == ("Antes", "Cusco")
    assert Version.objects.of(Institution, alone.pk).first().act == "discarded"
