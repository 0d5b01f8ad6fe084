"""Every public address, walked with garbage: a page or a sentence always, never an error of ours."""

import re
from dataclasses import dataclass, field
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.skills import load_skills
from catalogue.places.factories import CommuneFactory, ReceptionPointFactory
from catalogue.places.models import PlaceIndexPage
from catalogue.training.factories import CourseIndexPageFactory, CoursePageFactory
from catalogue.training.register import TEAM_FIELDS, begin
from catalogue.workshops import reserving
from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
from core.tokens import new_token
from diagnostic.factories import DiagnosticPageFactory
from tests.diagnostic.conftest import write_bank

GARBAGE = [
    "\x00",
    "a\x00b",
    "x" * 10_000,
    "9" * 5_000,
    "-1",
    "0",
    str(2**63),
    "١٢٣",
    "²",
    "1e999",
    "nan",
    "😀" * 50,
    "\u202e\ufffe",
    "'\"><script>alert(1)</script>",
    "{{ 7*7 }}{% now 'Y' %}%s%(x)s{0}",
    "../../../../etc/passwd",
    "a\r\nSet-Cookie: x=1",
    "//evil.example/",
    "2026-99-99",
]
PARAMETERS = [
    "near", "commune", "lat", "lon", "page", "p", "date", "day", "day_from", "day_to", "moment", "language", "level", "format", "theme",
    "mode", "free", "services", "service", "fee", "care", "audience", "programme", "skill", "q", "suite", "from", "ordering", "weekday",
]  # fmt: skip
NUMBERS = ["0", "1", "999999", str(2**31), str(2**63), str(2**64), "9" * 400, "-1", "١", "1.5", "%00", "..%2f..%2f", "é"]
FIELD = re.compile(r'<(?:input|select|textarea)\b[^>]*?\bname="([^"]+)"')


@dataclass
class Site:
    """``pages`` anyone may open; ``screens`` of somebody's booking or registration; ``buttons`` that take a POST alone."""

    pages: list[str] = field(default_factory=list)
    screens: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)


@pytest.fixture
def site(tree):
    home = tree.home["fr"]
    home.add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux"))
    CommuneFactory(code="38185", name="Grenoble", postcodes=["38000"])
    place = ReceptionPointFactory()
    workshop = WorkshopPageFactory(parent=WorkshopIndexPageFactory(parent=home), title="Premiers pas")
    course = CoursePageFactory(parent=CourseIndexPageFactory(parent=home), title="Repérer")
    session, lesson = SessionFactory(offer=workshop, place=place, capacity=900), SessionFactory(offer=course, place=place, capacity=900)
    DiagnosticPageFactory(parent=home)
    load_skills()
    write_bank()
    open_draft = reserving.start(session.pk, key=new_token(), language="fr")
    booked = reserving.start(session.pk, key=new_token(), language="fr")
    reserving.describe(booked, first_name="Awa", phone="+33639981234")
    reserving.submit(booked)
    team = dict.fromkeys(TEAM_FIELDS, "38000") | {"seat_count": 1, "siret": "73282932000074"}
    begun = begin(lesson.pk, team, key=new_token(), language="fr")
    steps = ["", "pour-qui/", "urgent/", "porte/", "pres-de/", "question/1/", "effacer/"]
    pages = ["/", "/ateliers/", "/formations/", "/lieux/", "/diagnostic/", workshop.url, course.url, f"/lieux/{place.pk}-{place.slug}/"]
    return Site(
        pages=[*pages, "/en/", "/robots.txt", "/sitemap.xml", "/healthz", "/reserver/retrouver/", "/reserver/retrouver/demande/"],
        screens=[
            f"/reserver/{session.pk}/",
            f"/inscription/{lesson.pk}/",
            reverse("workshops:who", args=[open_draft.token]),
            reverse("workshops:check", args=[open_draft.token]),
            reverse("workshops:booking", args=[booked.token]),
            reverse("training:team", args=[begun.token]),
            reverse("training:contact", args=[begun.token]),
            *(f"/diagnostic/etape/{step}" for step in steps),
        ],
        buttons=[
            reverse("workshops:keep", args=[open_draft.token]),
            reverse("workshops:change", args=[open_draft.token]),
            reverse("workshops:accept", args=[booked.token]),
            reverse("training:accept", args=[begun.token]),
        ],
    )


@pytest.fixture
def stranger():
    """A browser that shows our errors as a visitor would get them."""
    return Client(raise_request_exception=False)


def broken(answers) -> list[str]:
    """Return those that are errors of ours, or that carry a header which is not."""
    return [what for what, answer in answers if answer.status_code >= 500 or "x" in answer.cookies]


def test_garbage_in_an_address_is_never_an_error(site, stranger):
    def ask():
        for path, values in [*((path, GARBAGE) for path in site.pages), *((path, GARBAGE[:4]) for path in site.screens)]:
            for value in values:
                yield f"{path} {value[:20]!r}", stranger.get(path, dict.fromkeys(PARAMETERS, value))

    assert broken(ask()) == []


def test_a_number_that_is_none_in_an_address_is_never_an_error(site, stranger):
    shapes = ["/lieux/{}/", "/lieux/{}-x/", "/reserver/{}/", "/inscription/{}/", "/reserver/r/{}/", "/reserver/r/{}/qui/",
              "/reserver/r/{}/ma-place.pdf", "/inscription/r/{}/", "/diagnostic/etape/question/{}/", "/diagnostic/etape/{}/",
              "/diagnostic/resultat/{}/", "/documents/{}/x", "/{}/", "/en/{}/"]  # fmt: skip

    def ask():
        for path in (shape.format(number) for shape in shapes for number in NUMBERS):
            yield path, stranger.get(path)
            if "/r/" in path or path.startswith(("/reserver/", "/inscription/")):
                yield f"{path} posted", stranger.post(path, {"key": "x"})

    assert broken(ask()) == []


def test_garbage_in_every_field_of_every_form_is_never_an_error(site, stranger):
    def send():
        for path in [*site.screens, "/reserver/retrouver/"]:
            html = stranger.get(path).content.decode()
            names = {*map(unescape, FIELD.findall(html)), "session", "waits", "key", "answer", "go", "state", "code"}
            for value in GARBAGE:
                yield f"{path} {value[:20]!r}", stranger.post(path, dict.fromkeys(names, value))
            yield f"{path} nothing", stranger.post(path)
            yield f"{path} a list", stranger.post(path, {name: ["1", "\x00", "2"] for name in [*names, "keep"]})
            yield f"{path} no form", stranger.post(path, b"\xff\xfe{", content_type="application/json")
            encoded = "application/x-www-form-urlencoded"
            yield f"{path} no text", stranger.post(path, b"first_name=%ff%fe&phone=%80", content_type=encoded)

    assert broken(send()) == []


def test_garbage_sent_to_buttons_is_never_an_error(site, stranger):
    answers = (
        (f"{path} {value[:20]!r}", stranger.post(path, dict.fromkeys(["session", "waits", "key"][: 1 + number % 3], value)))
        for path in site.buttons
        for number, value in enumerate(GARBAGE)
    )
    assert broken(answers) == []


def test_garbage_in_cookies_and_headers_is_never_an_error(site, stranger):
    def ask():
        for path in [*site.pages, "/diagnostic/etape/pour-qui/"]:
            for value in ("x" * 5_000, "%00", "\x7f", '"', "gAAAA" + "A" * 900):
                stranger.cookies.load(dict.fromkeys(("faire-le-point-fr", "sessionid", "csrftoken", "django_language", "messages"), value))
                yield f"{path} {value[:20]!r}", stranger.get(path, headers={"accept-language": value, "referer": value, "accept": value})

    assert broken(ask()) == []
