"""Demo content of this room: six courses, two months of sessions, teams who registered (all made up)."""

import json
import random
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Site

from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Session
from catalogue.agenda.sessions import create_session
from catalogue.places.holidays import is_holiday
from catalogue.places.models import Place
from core import outbox
from core.local_time import from_place
from core.translating import translate

from .factories import CourseIndexPageFactory, CoursePageFactory, siret_from
from .models import CourseIndexPage, CoursePage, FunderKind, Registration
from .register import begin, change_contact, send

FILE = Path(__file__).parent / "data" / "demo.json"
FRENCH = settings.LANGUAGE_CODE
WEEKS = range(2, 10)  # registration closes a week before
HALF_DAYS = ((time(9), time(12, 30)), (time(13, 30), time(17)))


def build(rng: random.Random, today: date) -> int:
    """Build what is missing; returns how many sessions were added. Needs the places."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    index = _index(data["index"])
    before = Session.objects.count()
    for number, facts in enumerate(data["courses"]):
        course = _course(index, facts, data)
        _sessions(course, facts, number, today)
    _registrations(rng, data["organisations"], today)
    return Session.objects.count() - before


def _index(texts: dict[str, Any]) -> CourseIndexPage:
    index = CourseIndexPage.objects.filter(locale__language_code=FRENCH).first()
    if index is None:
        home = Site.objects.get(is_default_site=True).root_page
        index = CourseIndexPageFactory(parent=home, title=texts[FRENCH]["title"], summary=texts[FRENCH]["summary"], show_in_menus=True)
        index.save_revision().publish()
    for language in _missing(index, texts):
        translate(index, language, title=texts[language]["title"], summary=texts[language]["summary"])
    return index


def _course(index: CourseIndexPage, facts: dict[str, Any], data: dict[str, Any]) -> CoursePage:
    course = CoursePage.objects.child_of(index).filter(slug=facts["slug"]).first()
    if course is None:
        smallest, largest = facts["group"]
        course = CoursePageFactory(
            parent=index,
            slug=facts["slug"],
            theme=facts["theme"],
            level=facts["level"],
            duration_hours=Decimal(facts["hours"]),
            duration_days=Decimal(facts["days"]),
            duration_minutes=210,
            price=Decimal(facts["price"]),
            group_min=smallest,
            group_max=largest,
            content_version=facts["version"],
            content_updated_on=date.fromisoformat(facts["updated"]),
            **data["contact"],
            **_words(facts, data, FRENCH),
        )
        course.save_revision().publish()
    for language in _missing(course, facts["texts"]):
        translate(course, language, **_words(facts, data, language))
    return course


def _missing(page, texts: dict[str, Any]) -> list[str]:
    """Return the languages there are texts in, and no translation yet."""
    known = set(page.get_translations(inclusive=True).values_list("locale__language_code", flat=True))
    there = set(Locale.objects.values_list("language_code", flat=True))
    return [language for language in texts if language in there - known]


def _words(facts: dict[str, Any], data: dict[str, Any], language: str) -> dict[str, Any]:
    words = data["common"][language] | facts["texts"][language]
    trainers = [data["trainers"][name] for name in facts["trainers"]]
    return words | {
        "objectives": _blocks(facts["slug"], "objective", words["objectives"]),
        "programme": _blocks(facts["slug"], "sequence", words["programme"]),
        "trainers": _blocks(facts["slug"], "trainer", [{"name": one["name"], "skills": one[language]} for one in trainers]),
    }


def _blocks(slug: str, kind: str, values: list) -> list[dict[str, Any]]:
    """Return a StreamField's raw value, with ids that are the same in every language."""
    return [
        {"type": kind, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{slug}-{kind}-{number}")), "value": value}
        for number, value in enumerate(values)
    ]


def _sessions(course: CoursePage, facts: dict[str, Any], number: int, today: date) -> None:
    """Every three or four weeks at each of the course's places, on working days; none when the place is not there."""
    known = set(Session.objects.filter(offer=course.offerpage_ptr).values_list("place", "local_day"))
    monday = today - timedelta(days=today.weekday())
    for rank, town in enumerate(facts["places"]):
        place = Place.objects.filter(kind="reception_point", name__endswith=town).order_by("pk").first() if town else None
        if town and place is None:
            continue
        for week in WEEKS:
            first = monday + timedelta(weeks=week, days=(number + rank) % 4)
            if first.isocalendar().week % facts["every"] != (number + rank) % facts["every"]:
                continue
            days = [first + timedelta(days=day) for day in range((facts["half_days"] + 1) // 2)]
            if any(is_holiday(place.departement if place else "", day) for day in days) or (place.pk if place else None, first) in known:
                continue
            half_days = [(day, half) for day in days for half in HALF_DAYS][: facts["half_days"]]
            zone = place.time_zone if place else ""
            create_session(
                course,
                place,
                [(_at(day, half[0], zone), _at(day, half[1], zone)) for day, half in half_days],
                capacity=facts["group"][1],
                booking_closes_at=_at(first - timedelta(days=7), time(18), zone),
                room="Salle de formation" if place else "",
                remote_url="" if place else "https://visio.exemple.invalid/formation",
            )


def _at(day: date, moment: time, zone: str) -> datetime:
    return from_place(datetime.combine(day, moment), zone)


def _registrations(rng: random.Random, organisations: list, today: date) -> None:
    """Register teams to the sessions to come: every sixth is filled, one in three has a team, the others are empty."""
    sessions = Session.objects.upcoming().filter(offer__in=CoursePage.objects.values("pk")).order_by("starts_at", "pk")
    for number, session in enumerate(sessions):
        own = random.Random(f"{session.offer_id} {session.local_day} {session.place_id}")
        if number % 2 or Registration.objects.filter(session=session).exists():
            continue
        left = session.capacity if number % 6 == 0 else own.randint(2, 5)
        for turn, who in enumerate(own.sample(range(len(organisations)), len(organisations))):
            count = min(own.randint(3, 5), left)
            _register(session, organisations[who], who, count, f"demo-{session.pk}-{turn}")
            left -= count
            if not left:
                break


def _register(session: Session, organisation: list[str], who: int, count: int, key: str) -> None:
    name, address, postcode, city, contact = organisation
    team = {
        "seat_count": count,
        "organisation_name": name,
        "siret": siret_from(f"99900{who:04d}0001"),
        "address": address,
        "postcode": postcode,
        "city": city,
    }
    try:
        begun = begin(session.pk, team, key=key, language=FRENCH)
    except SeatError:  # booking has closed, or somebody was faster
        return
    change_contact(
        begun.pk,
        {
            "contact_name": contact,
            "contact_email": f"structure-{who + 1}@exemple.invalid",
            "contact_phone": f"+336399820{who:02d}",
            "signatory_name": "",
            "signatory_email": "",
            "funder_kind": (FunderKind.OWN, FunderKind.OPCO, FunderKind.UNKNOWN)[who % 3],
            "funder_name": "OPCO Exemple" if who % 3 == 1 else "",
        },
    )
    send(begun.pk)
    # Nobody is written to about a demonstration.
    outbox.withdraw(begun.about())
    outbox.withdraw(f"{begun.about()}:team")
