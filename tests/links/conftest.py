"""A web server of these tests' own, which answers whatever a test has it answer."""

import shutil
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cinterfor.links import checking, connections


class Handler(BaseHTTPRequestHandler):
    """Answers by path: `{path: status, (status, headers), or a function that writes to the handler}`."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        self.server.asked.append((self.command, self.path, time.monotonic(), self.headers["User-Agent"]))
        said = self.server.answers.get((self.command, self.path), self.server.answers.get(self.path, 404))
        if callable(said):
            said(self)
            return
        status, headers = said if isinstance(said, tuple) else (said, {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *args):
        return


class Web(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, scheme="http"):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.scheme = {}, [], scheme
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()

    def handle_error(self, request, client_address):
        return  # a client that hangs up early is what some tests are about

    def url(self, path, host="127.0.0.1"):
        return f"{self.scheme}://{host}:{self.server_port}{path}"

    def methods(self, path):
        return [method for method, asked, _at, _agent in self.asked if asked == path]


@pytest.fixture(autouse=True)
def local_network(settings, monkeypatch):
    """Hosts of this machine may be asked, and without long pauses; none of them is the portal itself."""
    settings.LINKS_TO_PRIVATE_HOSTS = True
    settings.ALLOWED_HOSTS = ["portal.example", "testserver"]
    monkeypatch.setattr(checking, "PAUSE", 0.01)
    return connections


@pytest.fixture
def web():
    server = Web()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def secure_web(tmp_path):
    """A server whose certificate nobody has signed but itself."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost"
    subprocess.run([*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    server = Web("https")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    yield server
    server.shutdown()
    server.server_close()
