"""Files fetched from an address: only from the internet, never too large, never for too long."""

import gzip
import io
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from catalogue.places.importing import UnreadableFile
from catalogue.places.importing.fetching import Policy, check_url, fetch, is_public


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        answer = self.server.answers[self.path]
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value.replace("PORT", str(self.server.server_port)))
        self.end_headers()
        for block in body:
            try:
                self.wfile.write(block)
            except OSError:
                return

    def log_message(self, *args):
        pass


@contextmanager
def serving(**answers):
    """A real server on this machine; answers are (status, headers, blocks) by path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.answers = {f"/{name}": answer for name, answer in answers.items()}
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


HERE = Policy(may_connect=lambda address: str(address) == "127.0.0.1", schemes=("http",), largest=1_000_000, seconds=5)


def fetched(server, name="file", policy=HERE):
    target = io.BytesIO()
    fetch(f"http://127.0.0.1:{server.server_port}/{name}", target, policy)
    return target.getvalue()


def test_a_file_is_fetched_and_redirections_are_followed():
    with serving(old=(302, {"Location": "/file"}, []), file=(200, {"Content-Length": "5"}, [b"id,no"])) as server:
        assert fetched(server, "old") == b"id,no"


@pytest.mark.parametrize(
    "to", ["http://127.0.0.2:PORT/file", "http://localhost.localdomain.invalid/file", "http://10.0.0.1/file", "http://[::1]:PORT/file"]
)
def test_a_redirection_to_an_internal_address_leads_nowhere(to):
    with serving(old=(302, {"Location": to}, []), file=(200, {}, [b"secret"])) as server:
        with pytest.raises(UnreadableFile):
            fetched(server, "old")
        assert server.asked == ["/old"]


@pytest.mark.parametrize("to", ["ftp://exemple.org/file", "file:///etc/passwd", "gopher://127.0.0.1/"])
def test_a_redirection_out_of_the_web_leads_nowhere(to):
    with serving(old=(302, {"Location": to}, [])) as server, pytest.raises(UnreadableFile):
        fetched(server, "old")


def test_redirections_without_end_are_left():
    with serving(old=(302, {"Location": "/old"}, [])) as server:
        with pytest.raises(UnreadableFile):
            fetched(server, "old")
        assert len(server.asked) < 10


def test_our_own_network_is_refused_before_any_connection():
    with serving(file=(200, {}, [b"secret"])) as server:
        with pytest.raises(UnreadableFile):
            fetched(server, policy=Policy(schemes=("http",)))
        assert server.asked == []


@pytest.mark.parametrize("headers", [{"Content-Length": "2000000"}, {}], ids=["announced", "not announced"])
def test_a_file_too_large_is_left_while_it_comes(headers):
    with serving(file=(200, headers, (b"0" * 100_000 for _ in range(20)))) as server, pytest.raises(UnreadableFile, match="200"):
        fetched(server)


def test_a_bomb_in_a_compressed_answer_meets_the_cap():
    bomb = gzip.compress(b"0" * 50_000_000)
    with serving(
        file=(200, {"Content-Encoding": "gzip"}, [bomb]), small=(200, {"Content-Encoding": "gzip"}, [gzip.compress(b"id")])
    ) as server:
        with pytest.raises(UnreadableFile, match="200"):
            fetched(server)
        assert fetched(server, "small") == b"id"


def test_a_file_cut_on_its_way_is_no_file():
    with serving(file=(200, {"Content-Length": "5000"}, [b"id,nom"])) as server, pytest.raises(UnreadableFile):
        fetched(server)


def test_a_server_that_never_ends_its_headers_is_left_at_the_deadline():
    """One byte now and then is enough for a read timeout: only a deadline for the whole ends it."""
    silence = threading.Event()

    def drip(connection):
        try:
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not silence.wait(0.02):
                connection.sendall(b"a")
        except OSError:
            pass
        finally:
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=lambda: drip(listening.accept()[0]), daemon=True)
        thread.start()
        hurried = Policy(may_connect=HERE.may_connect, schemes=("http",), seconds=0.3)
        began = time.monotonic()
        with pytest.raises(UnreadableFile, match=r"too long|trop de temps"):
            fetch(f"http://127.0.0.1:{port}/", io.BytesIO(), hurried)
        assert time.monotonic() - began < 3
        silence.set()
        thread.join(5)


def test_a_server_that_takes_too_long_is_left():
    slow = Policy(may_connect=HERE.may_connect, schemes=("http",), seconds=-1)
    with serving(file=(200, {}, [b"id,nom"])) as server, pytest.raises(UnreadableFile):
        fetched(server, policy=slow)


def test_an_error_of_the_server_is_said():
    with serving(file=(404, {}, [b"no"])) as server, pytest.raises(UnreadableFile, match="404"):
        fetched(server)


@pytest.mark.parametrize(
    "url",
    [
        "http://exemple.org/a.csv",
        "file:///etc/passwd",
        "https://",
        "https://a b/",
        "https://nom:secret@exemple.org/",
        "https://exemple.org:99999/",
        "https://[::1/",
        "https://exemple.org/\r\nHost: x",
        "javascript:alert(1)",
        "x" * 10_000,
    ],
)
def test_what_is_no_https_address_is_refused(url):
    with pytest.raises(UnreadableFile):
        check_url(url)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "255.255.255.255"),
    ],
)
def test_addresses_inside_are_known(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_addresses_outside_are_known(address):
    assert is_public(ip_address(address))
