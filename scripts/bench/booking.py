"""Complete bookings over HTTP: the demonstration's site under gunicorn with 2 workers, on PostgreSQL, each page fetched as a browser would.

Then the same requests against empty views, and a thousand people at once after twelve seats.
"""

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[2]
JOURNEYS = 600
VISITORS = 8  # at once
SEATS, TRIES = 12, 1000
BY_CHOICE = ("checkbox", "radio", "submit")
PASSED_ON = {"X-Forwarded-Proto": "https", "Host": "bench.example.org"}


def run() -> list[tuple[str, str, str]]:
    """Measure in a process of its own, beside a PostgreSQL started for it."""
    with tempfile.TemporaryDirectory(prefix="bench-booking-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "only-for-the-measure-" + "0" * 40,
            "ALLOWED_HOSTS": PASSED_ON["Host"],
            "SITE_URL": f"https://{PASSED_ON['Host']}",
            "TRUST_PROXY": "1",
            "DEMO": "1",
            "VAR_DIR": folder,
            "STATIC_ROOT": f"{folder}/static",
        }
        command = [sys.executable, str(ROOT / "scripts" / "with_postgres.py"), sys.executable, str(Path(__file__).resolve())]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        return [tuple(row) for row in json.loads(done.stdout.splitlines()[-1])]


def measure() -> list[tuple[str, str, str]]:
    """Fill the database, start the server, send it visitors."""
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        call_command("migrate", verbosity=0)
        call_command("demo", stdout=nowhere)
        call_command("collectstatic", verbosity=0, interactive=False)
    pages = make_room()
    with Server("config.wsgi") as server:
        Visitor(server.port, 0).book(pages[0])  # both workers awake, templates compiled
        in_threads(lambda number: Visitor(server.port, number).book(pages[number % len(pages)]), range(1, 41))
        began = time.perf_counter()
        visitors = in_threads(lambda number: Visitor(server.port, number).book(pages[number % len(pages)]), range(100, 100 + JOURNEYS))
        seconds = time.perf_counter() - began
        one_by_one = sorted(took for visitor in visitors for took in visitor.seconds)
        rush = thousand_at_once(server.port)
    requests = [request for visitor in visitors for request in visitor.sent]
    with Server("config.wsgi", settings="scripts.empty_site") as empty:
        in_threads(lambda request: send(empty.port, *request), requests[:200])
        began = time.perf_counter()
        in_threads(lambda request: send(empty.port, *request), requests)
        bare = time.perf_counter() - began
    count = len(requests) / JOURNEYS
    median, late = (1000 * one_by_one[int(part * len(one_by_one))] for part in (0.5, 0.95))
    rate, empty_rate = JOURNEYS / seconds, JOURNEYS / bare
    return [
        (f"complete bookings, {count:.0f} requests each", f"{rate:.1f} a second", "30 or more"),
        ("the same requests, empty views", f"{empty_rate:.1f} bookings a second", "for comparison"),
        ("booking beside empty views", f"{100 * rate / empty_rate:.0f} %", "40 % or more"),
        ("one request", f"median {median:.0f} ms, p95 {late:.0f} ms", ""),
        (f"{TRIES} people at once after {SEATS} seats", rush, f"{SEATS} confirmed, {TRIES - SEATS} waiting in order"),
    ]  # fmt: skip


def make_room() -> list[str]:
    """Give the coming group sessions seats for everyone; returns the addresses of their workshops."""
    from django.utils import timezone

    from catalogue.agenda.models import Session
    from catalogue.workshops.models import WorkshopPage

    coming = Session.objects.filter(starts_at__gt=timezone.now(), state="open", reserved_to=None)
    workshops = WorkshopPage.objects.live().filter(format="group", locale__language_code="fr")
    coming.filter(offer__in=workshops.values("pk")).update(capacity=5000)
    booked = workshops.filter(pk__in=coming.values("offer_id"))
    return [urlsplit(page.full_url).path for page in booked]


def thousand_at_once(port: int) -> str:
    """Send a thousand confirmations of the waiting list at once; returns what became of them."""
    from django.db import close_old_connections
    from django.utils import timezone

    from catalogue.agenda.models import Seat, Session
    from catalogue.workshops.models import Booking, Participant

    session = Session.objects.filter(starts_at__gt=timezone.now(), capacity=5000).order_by("-starts_at").first()
    Seat.objects.filter(session=session).delete()
    Session.objects.filter(pk=session.pk).update(capacity=SEATS)
    rows = [Booking(session=session, offer_id=session.offer_id, waits=True, phone=phone(number + 5000)) for number in range(TRIES)]
    Booking.objects.bulk_create(rows)
    Participant.objects.bulk_create(Participant(booking=row, first_name="Awa") for row in rows)
    close_old_connections()

    def confirm(row: Booking) -> int:
        visitor = Visitor(port, row.pk)
        visitor.get(f"/reserver/r/{row.token}/verifier/")
        visitor.post_form({})
        return visitor.status

    statuses = in_threads(confirm, rows, at_once=200)
    seats = Seat.objects.filter(session=session)
    states = [seats.filter(state=state).count() for state in ("confirmed", "waiting")]
    errors = sum(status >= 400 for status in statuses)
    line = list(seats.filter(state="waiting").order_by("waiting_since", "pk").values_list("pk", flat=True))
    order = "in order" if line == sorted(line) else "out of order"
    return f"{states[0]} confirmed, {states[1]} waiting {order}, {errors} errors"


def phone(number: int) -> str:
    return f"+3363998{number % 10_000:04d}"


def in_threads(function, items, at_once: int = VISITORS) -> list:
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(function, items))


class Server:
    """Gunicorn with 2 workers on a free port, ended with the block."""

    def __init__(self, application: str, settings: str = "config.settings.production") -> None:
        self.application, self.settings = application, settings
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def __enter__(self) -> "Server":
        options = ["--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{self.port}", "--log-level", "error", "--no-control-socket"]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": self.settings, "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
        self.process = subprocess.Popen([sys.executable, "-m", "gunicorn", self.application, *options], env=environment, cwd=ROOT)
        for _ in range(600):
            try:
                send(self.port, "GET", "/healthz", b"", {})
                return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError("The server does not answer.")

    def __exit__(self, *_error) -> None:
        self.process.terminate()
        self.process.wait(30)


def send(port: int, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body or None, {**PASSED_ON, **headers})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


class Visitor:
    """One browser: it keeps cookies, follows redirects, and sends the main form of the page it is on."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.cookies: dict[str, str] = {}
        self.path = self.page = ""
        self.status = 0
        self.sent: list[tuple[str, str, bytes, dict[str, str]]] = []
        self.seconds: list[float] = []

    def book(self, workshop: str) -> "Visitor":
        """From the page of a workshop to the page of the booking."""
        self.get(workshop)
        links = [link for link in Reader(self.page).links if link.startswith("/reserver/") and link.split("/")[2].isdigit()]
        self.get(random.Random(self.number).choice(links))
        typed = {"first_name": "Awa", "phone": phone(self.number)}
        for _ in range(4):
            self.post_form(typed)
            last = self.path.split("?")[0].strip("/").split("/")
            if len(last) == 3 and last[1] == "r":
                assert self.status == 200
                return self
        raise AssertionError(f"not booked: {self.path} {self.status}")

    def get(self, path: str) -> None:
        self._send("GET", path, b"")

    def post_form(self, typed: dict[str, str]) -> None:
        action, values = Reader(self.page).form()
        values.update({name: typed[name.rpartition("-")[2]] for name in values if name.rpartition("-")[2] in typed})
        self._send("POST", action or self.path, urlencode(values).encode())

    def _send(self, method: str, path: str, body: bytes) -> None:
        headers = {"X-Forwarded-For": f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{PASSED_ON['Host']}{self.path}"}
        began = time.perf_counter()
        self.status, answer, content = send(self.port, method, path, body, headers)
        self.seconds.append(time.perf_counter() - began)
        self.sent.append((method, path, body, headers))
        if "set-cookie" in answer:
            name, _, value = answer["set-cookie"].partition(";")[0].partition("=")
            self.cookies[name] = value
        if self.status in (301, 302, 303):
            self._send("GET", answer["location"], b"")
        else:
            self.path, self.page = path, content.decode()


class Reader(HTMLParser):
    """The links of a page, and the fields of its forms as a browser would send them untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes) -> None:
        named = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        elif tag == "form":
            self._open = named.get("method", "").lower() == "post"
            if self._open:
                self.forms.append((named.get("action", ""), {}))
        elif tag == "input" and self._open and "name" in named and (named.get("type") not in BY_CHOICE or "checked" in named):
            self.forms[-1][1][named["name"]] = named.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False

    def form(self) -> tuple[str, dict[str, str]]:
        """The first form that is sent by POST: the page's main one."""
        return self.forms[0]


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    import django

    django.setup()
    print(json.dumps(measure()))
