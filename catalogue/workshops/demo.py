"""Demo content of this room: fourteen workshops in three languages, two months of sessions, people who booked (all made up)."""

import json
import random
import uuid
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Site

from catalogue.agenda import seats
from catalogue.agenda.models import Seat, Session, Skill
from catalogue.agenda.sessions import create_session
from catalogue.places.holidays import is_holiday
from catalogue.places.models import Place
from catalogue.places.school_holidays import load_official
from core.local_time import from_place
from core.tokens import new_token
from core.translating import translate

from . import demo_desk, demo_helping, demo_hosting, demo_parcours, demo_planning
from .arrangements import Arrangement
from .factories import PermanenceRuleFactory, WorkshopIndexPageFactory, WorkshopPageFactory
from .models import Booking, Participant, PermanenceReason, PermanenceReasonText, PermanenceRule, WorkshopIndexPage, WorkshopPage
from .permanences import slots
from .permanences.standard_reasons import load_reasons

HOURS = (time(9, 30), time(10), time(14), time(14, 30), time(17, 30))  # when workshops begin
FILE = Path(__file__).parent / "data" / "demo.json"
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
WEEKS = 9
NAMES = ("Awa", "Jean", "Fatima", "Pierre", "Mei", "Ahmed", "Lucie", "Rosa", "Moussa", "Nadia", "Yvonne", "Karim", "Olena", "Marc", "سميرة")


def build(rng: random.Random, today: date) -> int:
    """Build what is missing; returns how many sessions were added. Needs the places and the skills."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    index = _index(data["index"])
    points = list(Place.objects.filter(kind="reception_point").exclude(lat=None).order_by("name", "pk"))
    before = Session.objects.count()
    load_official()
    load_reasons(PermanenceReason, PermanenceReasonText)
    for number, facts in enumerate(data["workshops"]):
        page = _workshop(index, facts, data)
        if not points:
            continue
        own = [points[(number + step * 5) % len(points)] for step in range(min(facts["places"], len(points)))]
        own = list(dict.fromkeys(own))
        if facts["format"] == "individual":
            _permanences(page, facts, own, today)
        else:
            _sessions(page, facts, own, today)
    demo_parcours.build(points, today)
    _bookings(rng, today)
    demo_desk.build(random.Random(f"desk {today}"), today)
    demo_hosting.build(today)
    demo_helping.build(today)
    demo_planning.build(today)
    return Session.objects.count() - before


def _index(texts: dict) -> WorkshopIndexPage:
    index = WorkshopIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if index is None:
        home = Site.objects.get(is_default_site=True).root_page
        french = texts[settings.LANGUAGE_CODE]
        index = WorkshopIndexPageFactory(parent=home, title=french["title"], summary=french["summary"], show_in_menus=True)
        index.save_revision().publish()
    for language in _missing(index):
        translate(index, language, title=texts[language]["title"], summary=texts[language]["summary"])
    return index


def _missing(page) -> list[str]:
    """Return the languages a page is not translated into yet."""
    known = set(page.get_translations().values_list("locale__language_code", flat=True))
    there = set(Locale.objects.values_list("language_code", flat=True))
    return [language for language in OTHERS if language in there - known]


def _workshop(index: WorkshopIndexPage, facts: dict, data: dict) -> WorkshopPage:
    page = WorkshopPage.objects.child_of(index).filter(slug=facts["slug"]).first()
    if page is None:
        names = ("theme", "level", "format", "minimum_age")
        page = WorkshopPageFactory(
            parent=index,
            slug=facts["slug"],
            duration_minutes=facts["minutes"],
            **{name: facts[name] for name in names},
            **_words(facts, data, settings.LANGUAGE_CODE),
        )
        page.skills.set(Skill.objects.filter(pk__in=facts["skills"]))
        page.save_revision().publish()
    for language in _missing(page):
        translate(page, language, **_words(facts, data, language))
    return page


def _words(facts: dict, data: dict, language: str) -> dict:
    words = facts["texts"][language]
    learn = "".join(f"<li>{point}</li>" for point in words["learn"])
    body = [
        {
            "type": "question",
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{facts['slug']}-{number}")),
            "value": {"question": question, "answer": f"<p>{answer}</p>"},
        }
        for number, (question, answer) in enumerate(data["questions"][language])
    ]
    kept = {name: words[name] for name in ("title", "summary", "bring", "papers_asked", "audience") if name in words}
    return {**kept, "learn": f"<ul>{learn}</ul>", "body": body, "access": data["index"][language]["access"]}


def _weekly(slug: str, place: Place | None, today: date, every: int) -> tuple[list[date], time, int]:
    """Return the days, the hour and a rank that belong to a workshop at a place: the same whenever this runs."""
    own = random.Random(f"{slug} {place.name if place else 'remote'}")
    departement = place.departement if place else ""
    weekday, hour, rank = own.randrange(5), own.choice(HOURS), own.randrange(12)
    first = today + timedelta(days=1)
    days = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week) for week in range(WEEKS)]
    return [day for day in days if day.isocalendar().week % every == rank % every and not is_holiday(departement, day)], hour, rank


def _sessions(page: WorkshopPage, facts: dict, points: list[Place], today: date) -> None:
    known = set(Session.objects.filter(offer=page.offerpage_ptr).values_list("place", "starts_at"))
    for place in [*points, *([None] if facts["remote"] else [])]:
        zone, departement = (place.time_zone, place.departement) if place else ("", "")
        days, hour, rank = _weekly(facts["slug"], place, today, facts["every_weeks"])
        for day in days:
            weeks = [day + timedelta(weeks=week) for week in range(facts["meetings"] + 2)]
            worked = [one for one in weeks if not is_holiday(departement, one)][: facts["meetings"]]
            starts = [from_place(datetime.combine(one, hour), zone) for one in worked]
            if (place.pk if place else None, starts[0]) in known:
                continue
            create_session(
                page,
                place,
                [(start, start + timedelta(minutes=facts["minutes"])) for start in starts],
                capacity=facts["capacity"],
                language=facts["languages"][rank % len(facts["languages"])],
                room="" if place is None else ("1", "2", "")[rank % 3],
            )


def _permanences(page: WorkshopPage, facts: dict, points: list[Place], today: date) -> None:
    for place in points:
        days, _hour, rank = _weekly(facts["slug"], place, today, 1)
        rule: Any = PermanenceRule.objects.filter(workshop=page, place=place).first() or PermanenceRuleFactory(
            workshop=page,
            place=place,
            weekday=days[0].weekday(),
            starts=time(9, 30) if rank % 2 else time(10),
            ends=time(12, 30) if rank % 2 else time(16, 30),
            pause_from=None if rank % 2 else time(12, 30),
            pause_to=None if rank % 2 else time(14),
            skips_school_holidays=rank % 3 == 0,
            slot_minutes=facts["minutes"],
            valid_from=today,
        )
        if "demarche" in facts["slug"]:
            rule.reasons.set(PermanenceReason.objects.filter(code="demarche"))
        slots.generate(rule, today + timedelta(weeks=slots.WEEKS_AHEAD))


def _bookings(rng: random.Random, today: date) -> None:
    """Fill some seats of the sessions to come: most stay open, some have one seat left, some are full with people waiting."""
    empty = Session.objects.upcoming().for_offers(WorkshopPage.objects.all()).filter(seats=None, local_day__lte=today + timedelta(days=35))
    taken: list[Seat] = []
    for session in empty.order_by("starts_at", "pk"):
        key, kind = f"demo-{session.pk}", rng.random()
        if session.capacity == 1:
            taken += seats.reserve(session.pk, key=key) if kind < 0.3 else []
        elif kind < 0.1:
            taken += seats.reserve(session.pk, key=key, count=session.capacity)
            taken += seats.wait(session.pk, key=f"{key}-waits", count=rng.randrange(1, 4))
        elif kind < 0.2:
            taken += seats.reserve(session.pk, key=key, count=session.capacity - 1)
        elif kind < 0.8:
            taken += seats.reserve(session.pk, key=key, count=rng.randrange(1, max(session.capacity // 2, 2)))
    _people(rng, taken)


def _people(rng: random.Random, taken: list[Seat]) -> None:
    """Put somebody in each seat; now and then two who sit together have one booking."""
    now = timezone.now()
    parties: list[list[Seat]] = []
    for seat in taken:
        last = parties[-1] if parties else []
        together = last and len(last) < 3 and (last[0].session_id, last[0].state) == (seat.session_id, seat.state)
        if together and rng.random() < 0.12:
            last.append(seat)
        else:
            parties.append([seat])
    bookings = [
        Booking(
            session_id=party[0].session_id,
            offer_id=party[0].session.offer_id,
            key=new_token(),
            companions=int(rng.random() < 0.06),
            phone_is_shared=rng.random() < 0.1,
            phone=f"+3363998{rng.randrange(10_000):04d}" if rng.random() < 0.85 else f"+3346571{rng.randrange(10_000):04d}",
            prefers_call=rng.random() < 0.08,
            language=rng.choices(("fr", "ar", "en"), (8, 1, 1))[0],
            channel=rng.choices(("web", "phone"), (4, 1))[0],
            submitted_at=now - timedelta(hours=rng.randrange(26, 240)),
        )
        for party in parties
    ]
    Booking.objects.bulk_create(bookings)
    Participant.objects.bulk_create(
        Participant(booking=booking, seat=seat, first_name=rng.choice(NAMES), arrangements=_needs(rng))
        for booking, party in zip(bookings, parties, strict=True)
        for seat in party
    )


def _needs(rng: random.Random) -> list[str]:
    """Most ask for nothing."""
    return [rng.choice(Arrangement.values)] if rng.random() < 0.08 else []
