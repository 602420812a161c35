"""Works are harvested from repositories, ours among them, and nothing that a repository says does harm."""

import io

import httpx2
import pytest
from django.core.management import CommandError, call_command
from oaipmh_scythe.config import RetryConfig

from cinterfor.exchange.models import Import, Line, Origin
from knowledge.models import Harvest, Product
from knowledge.references import repositories
from tests import factories
from tests.links.conftest import Web

from . import samples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
HEAD = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>'
)
DC = (
    '<dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:d="http://purl.org/dc/elements/1.1/">'
    "<d:title>{title}</d:title><d:creator>Silva, Ana</d:creator><d:date>2011-05</d:date>"
    "<d:subject>Aprendizaje</d:subject><d:type>info:eu-repo/semantics/book</d:type></dc>"
)


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch):
    settings.LINKS_TO_PRIVATE_HOSTS = True
    patient = RetryConfig(max_retries=2, default_retry_after=0.01, retry_on_transport_error=True)
    monkeypatch.setattr(repositories.Repository.__init__, "__defaults__", (patient,))


@pytest.fixture
def web():
    server = Web()
    yield server
    server.shutdown()


def harvest(url, **options):
    out = io.StringIO()
    call_command("harvest", url, stdout=out, verbosity=0, pause=0, **options)
    return out.getvalue()


def record(name, title="Obra", datestamp="2025-01-02", metadata=DC, status=""):
    inside = f"<metadata>{metadata.format(title=title)}</metadata>" if not status else ""
    header = f"<identifier>{name}</identifier><datestamp>{datestamp}</datestamp>"
    return f"<record><header{status}>{header}</header>{inside}</record>"


def page(*records, token=""):
    end = f"<resumptionToken>{token}</resumptionToken>" if token else ""
    return f"{HEAD}<ListRecords>{''.join(records)}{end}</ListRecords></OAI-PMH>".encode()


def answering(content, status=200, **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(content))} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


FIRST = "/oai?verb=ListRecords&metadataPrefix=oai_dc"


def next_page(token):
    return f"/oai?verb=ListRecords&resumptionToken={token}"


def test_our_own_repository_is_harvested_page_by_page_and_then_only_what_is_new(live_server, settings):
    for number in range(103):
        product = factories.make_product(slug=f"obra-{number}", isbn="92-9088-170-4" if not number else "")
    product.delete()
    Product.objects.filter(slug="obra-5").delete()
    kept = list(Product.objects.values_list("pk", "changed_at"))

    told = harvest(f"{live_server.url}/oai")
    again = harvest(f"{live_server.url}/oai")

    assert "seem to be here: 101" in told
    assert "deleted there: 2" in told or "deleted there: 1" in told
    assert "imported: 0" in again or "nothing new" in again
    assert list(Product.objects.values_list("pk", "changed_at")) == kept


def test_what_is_new_comes_in_as_drafts_and_is_known_again(web):
    web.answers[FIRST] = answering(
        page(record("oai:x:1"), record("oai:x:2", "Otra", "2025-03-04"), token="t1")
    )
    web.answers[next_page("t1")] = answering(page(record("oai:x:3", status=' status="deleted"')))
    web.answers[f"{FIRST}&from=2025-03-04"] = answering(
        page(record("oai:x:2", "Otra", "2025-03-04"), record("oai:x:1", status=' status="deleted"'))
    )

    first, second = harvest(web.url("/oai")), harvest(web.url("/oai"))

    assert "imported: 2" in first and "deleted there: 1" in first
    assert "imported: 0" in second and "deleted there: oai:x:1 (here it stays)" in second
    works = Product.objects.order_by("title")
    assert [(work.title, work.issued, work.publication_status) for work in works] == [
        ("Obra", "2011-05", "draft"),
        ("Otra", "2011-05", "draft"),
    ]
    assert works[0].contributions.get().person.family_name == "Silva"
    assert set(Origin.objects.values_list("legacy_id", flat=True)) == {"oai:x:1", "oai:x:2"}
    assert "OAI-PMH harvest" in web.asked[0][3]


def test_a_harvest_that_breaks_goes_on_where_it_ended(web):
    web.answers[FIRST] = answering(page(record("oai:x:1"), token="t1"))
    web.answers[next_page("t1")] = 500

    with pytest.raises(CommandError, match="run it again"):
        harvest(web.url("/oai"))
    assert not Product.objects.exists()
    web.answers[next_page("t1")] = answering(page(record("oai:x:2", "Otra")))

    assert "imported: 2" in harvest(web.url("/oai"))
    assert web.methods(FIRST) == ["GET"]
    assert Import.objects.count() == 1


def test_a_token_that_is_forgotten_there_begins_anew(web):
    url = web.url("/oai")
    Harvest.objects.create(url=url, prefix="oai_dc", token="old")
    web.answers[next_page("old")] = answering(
        f'{HEAD}<error code="badResumptionToken">x</error></OAI-PMH>'.encode()
    )
    web.answers[FIRST] = answering(page(record("oai:x:1")))

    assert "imported: 1" in harvest(url)


def test_marcxml_is_read_where_it_is_offered(web):
    metadata = samples.marcxml().decode().partition(">")[2].rpartition("</collection>")[0]
    metadata = metadata.replace("<record", '<record xmlns="http://www.loc.gov/MARC21/slim"', 1)
    web.answers[FIRST.replace("oai_dc", "marcxml")] = answering(
        page(record("oai:x:1", metadata=metadata.replace("{", "").replace("}", "")))
    )

    harvest(web.url("/oai"), format="marcxml")

    work = Product.objects.get()
    assert (work.title, work.pages) == (samples.TITLE, 245)
    assert Origin.objects.get().legacy_id == "oai:x:1"


def test_a_busy_repository_is_asked_again(web):
    answers = iter([answering(b"", 503, **{"Retry-After": "0"}), answering(page(record("oai:x:1")))])
    web.answers[FIRST] = lambda handler: next(answers)(handler)

    assert "imported: 1" in harvest(web.url("/oai"))


HOSTILE = {
    "broken XML": page(record("oai:x:1"))[:-20],
    "no XML": b"<html><body>hello",
    "another XML": b"<rss/>",
    "entities": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "a wrong encoding": page(record("oai:x:1", "Formación")).decode().encode("latin-1"),
    "nothing": b"",
    "too much": b"<a>" + b" " * (21 * 1024 * 1024) + b"</a>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_answers_end_the_harvest_in_words_and_nothing_comes_in(web, kind):
    web.answers[FIRST] = answering(HOSTILE[kind])

    with pytest.raises(CommandError, match="Nothing is lost"):
        harvest(web.url("/oai"))

    assert not Product.objects.exists()


def test_a_repository_that_goes_round_in_circles_is_left(web):
    web.answers[FIRST] = answering(page(record("oai:x:1"), token="t1"))
    web.answers[next_page("t1")] = answering(page(record("oai:x:1"), token="t1"))

    with pytest.raises(CommandError, match="again and again"):
        harvest(web.url("/oai"))


def test_redirects_to_private_hosts_are_not_followed(web, settings, monkeypatch):
    settings.LINKS_TO_PRIVATE_HOSTS = False

    with pytest.raises(CommandError, match="public Internet"):
        harvest(web.url("/oai"))

    assert web.asked == []


def test_redirects_are_followed_within_bounds(web):
    web.answers[FIRST] = (302, {"Location": "/oai/?verb=ListRecords&metadataPrefix=oai_dc"})
    web.answers["/oai/?verb=ListRecords&metadataPrefix=oai_dc"] = answering(page(record("oai:x:1")))
    web.answers["/round?verb=ListRecords&metadataPrefix=oai_dc"] = (302, {"Location": "/round"})
    web.answers["/round"] = (302, {"Location": "/round"})

    assert "imported: 1" in harvest(web.url("/oai"))
    with pytest.raises(CommandError, match="too often"):
        harvest(web.url("/round"))


def test_records_without_metadata_or_title_are_told_by_their_number(web):
    bare = "<record><header><identifier>oai:x:9</identifier></header></record>"
    web.answers[FIRST] = answering(page(record("oai:x:1", title=""), bare, "<record/>", record("oai:x:2")))

    assert "imported: 1" in harvest(web.url("/oai"))

    assert Line.objects.filter(outcome="bad").count() == 2


@pytest.mark.parametrize("url", ["ftp://x.org/oai", "nothing", "http://"])
def test_an_address_that_is_none_is_an_error(url):
    with pytest.raises(CommandError):
        harvest(url)


def test_waiting_is_bounded():
    answer = httpx2.Response(503, headers={"retry-after": "999999999"})

    assert repositories.Repository("https://x.org")._get_retry_after(answer) == repositories.LONGEST_WAIT
