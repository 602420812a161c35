"""What an address of the web says, asked of a real server."""

import socket
import time
from itertools import pairwise

import pytest

from cinterfor.links import asking, connections
from cinterfor.links.asking import Answer, ask, new_session
from cinterfor.links.connections import is_public
from cinterfor.links.models import Fault
from cinterfor.links.politely import Turns, ask_all

pytestmark = pytest.mark.proof


def answer_to(url):
    return ask(new_session(), url, Turns(0))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (200, Answer(200)),
        (204, Answer(204)),
        (404, Answer(404, Fault.NOT_FOUND)),
        (410, Answer(410, Fault.GONE)),
        (403, Answer(403, Fault.PROGRAMS)),
        (429, Answer(429, Fault.PROGRAMS)),
        (999, Answer(999, Fault.PROGRAMS)),
        (400, Answer(400, Fault.CLIENT)),
        (503, Answer(503, Fault.SERVER)),
        (304, Answer(304, Fault.GARBLED)),
    ],
)
def test_a_status_code_is_told_as_a_fault(web, said, answer):
    web.answers["/x"] = said

    assert answer_to(web.url("/x")) == answer


@pytest.mark.parametrize("refusal", [403, 404, 405, 500, 501])
def test_a_server_that_knows_no_head_is_asked_as_browsers_ask(web, refusal):
    web.answers |= {("HEAD", "/x"): refusal, ("GET", "/x"): 200}

    assert answer_to(web.url("/x")) == Answer(200)
    assert web.methods("/x") == ["HEAD", "GET"]


def test_a_page_that_answers_is_not_asked_twice_and_learns_who_asked(web):
    web.answers["/x"] = 200

    answer_to(web.url("/x"))

    [(method, _path, _at, agent)] = web.asked
    assert method == "HEAD"
    assert agent.startswith("cinterfor-portal/") and "+https://portal.example/" in agent.replace(
        "http://", "https://"
    )


def test_a_body_is_never_read_to_its_end(web):
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while len(sent) < 500:
                handler.wfile.write(b"x" * 1_000_000)
                sent.append(1)
        except OSError:
            handler.close_connection = True

    web.answers |= {("HEAD", "/x"): 405, ("GET", "/x"): endless}

    assert answer_to(web.url("/x")) == Answer(200)
    time.sleep(0.2)
    assert len(sent) < 20


def to(path, status=301):
    return status, {"Location": path}


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_names_the_new_address(web, status):
    web.answers |= {"/old": to("/new?a=1", status), "/new?a=1": 200}

    assert answer_to(web.url("/old")) == Answer(200, "", web.url("/new?a=1"))


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_no_move(web, status):
    web.answers |= {"/old": to("/new", status), "/new": to("/newer"), "/newer": 200}

    assert answer_to(web.url("/old")) == Answer(200)


def test_a_move_is_followed_up_to_the_first_temporary_step(web):
    web.answers |= {"/a": to("/b"), "/b": to("/c"), "/c": to("/login", 302), "/login": 200}

    assert answer_to(web.url("/a")) == Answer(200, "", web.url("/c"))


def test_a_move_to_a_lost_page_is_a_fault_and_no_new_address(web):
    web.answers["/old"] = to("/lost")

    assert answer_to(web.url("/old")) == Answer(404, Fault.NOT_FOUND)


def test_five_redirects_are_followed_and_no_more(web):
    web.answers |= {f"/{number}": to(f"/{number + 1}") for number in range(6)} | {"/6": 200}

    assert answer_to(web.url("/1")).status == 200
    assert answer_to(web.url("/0")) == Answer(301, Fault.REDIRECTS)


def test_a_circle_ends(web):
    web.answers |= {"/a": to("/b"), "/b": to("/a")}

    assert answer_to(web.url("/a")).fault == Fault.REDIRECTS


@pytest.mark.parametrize(
    "place", ["ftp://127.0.0.1/x", "http://[::1", "http://127.0.0.1:port/", "mailto:a@b"]
)
def test_a_redirect_to_no_web_address_is_told(web, place):
    web.answers["/x"] = to(place)

    assert answer_to(web.url("/x")).fault == Fault.MALFORMED


def test_what_is_no_http_is_called_garbled(web):
    web.answers["/x"] = lambda handler: handler.wfile.write(b"\x00\xff what?\r\n\r\n")

    assert answer_to(web.url("/x")).fault == Fault.GARBLED


def test_a_server_that_hangs_up_does_not_answer(web):
    web.answers["/x"] = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)

    assert answer_to(web.url("/x")).fault == Fault.CONNECTION


def test_a_closed_port_does_not_answer():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    assert answer_to(f"http://127.0.0.1:{port}/").fault == Fault.CONNECTION


def test_a_slow_server_takes_too_long(web, monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT", 0.3)
    web.answers["/x"] = lambda handler: time.sleep(2)

    assert answer_to(web.url("/x")).fault == Fault.TIMEOUT


def test_a_server_that_says_one_letter_at_a_time_is_cut_off(web, monkeypatch):
    monkeypatch.setattr(connections, "LONGEST", 0.5)

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 2")
        for _number in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    web.answers["/x"] = drip
    began = time.monotonic()

    assert answer_to(web.url("/x")).fault in (Fault.CONNECTION, Fault.GARBLED)
    assert time.monotonic() - began < 3


def test_a_certificate_that_nobody_vouches_for_is_a_fault(secure_web):
    secure_web.answers["/x"] = 200

    assert answer_to(secure_web.url("/x", "localhost")).fault == Fault.TLS


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://no-such-host.invalid/", Fault.HOST),
        ("http://[::1/", Fault.MALFORMED),
        ("http://", Fault.MALFORMED),
        ("http://a:b:c/", Fault.MALFORMED),
        ("http://" + "a" * 300 + ".example/", Fault.MALFORMED),
        ("http://..example/", Fault.MALFORMED),
    ],
)
def test_what_cannot_be_asked_is_told_as_a_fault(url, fault):
    assert answer_to(url) == Answer(None, fault)


def test_the_portals_own_network_is_never_asked_by_name_number_or_redirect(web, settings):
    web.answers |= {"/x": 200}
    settings.LINKS_TO_PRIVATE_HOSTS = False
    port = web.server_port

    for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "169.254.169.254", "0"):
        assert answer_to(f"http://{host}:{port}/x").fault in (Fault.PRIVATE, Fault.MALFORMED), host
    assert web.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
    ],
)
def test_private_addresses_are_known_in_every_disguise(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_let_through(address):
    assert is_public(address)


def test_one_host_is_asked_one_by_one_with_pauses_and_others_meanwhile(web):
    busy = []

    def counted(handler):
        busy.append(1)
        assert len(busy) == 1
        time.sleep(0.05)
        busy.pop()
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.answers |= {f"/{number}": counted for number in range(4)}

    answers = dict(ask_all([web.url(f"/{number}") for number in range(4)], None, 0.1))

    begun = [at for _method, _path, at, _agent in web.asked]
    assert {answer.status for answer in answers.values()} == {200}
    assert all(later - earlier > 0.14 for earlier, later in pairwise(begun))


def test_who_waits_no_longer_gets_what_has_come(web):
    web.answers |= {"/fast": 200, "/slow": lambda handler: time.sleep(5)}

    began = time.monotonic()
    answers = dict(ask_all([web.url("/fast"), web.url("/slow", "localhost")], 0.6, 0))

    assert list(answers) == [web.url("/fast")]
    assert time.monotonic() - began < 3
