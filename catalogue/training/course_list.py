"""What /formations/ shows: the courses of a theme, each with its next dates, the nearest first when a place is asked."""

from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.conf import settings
from django.db.models import ExpressionWrapper, F, FloatField, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.cards import SessionCard, cards_for
from catalogue.agenda.models import Session
from catalogue.agenda.search import Criteria, matching_sessions
from catalogue.places.distance import km_between
from catalogue.places.near import Near, near_from

from .models import CourseIndexPage, CoursePage, Theme

DATES_SHOWN = 3
FAR = 1e9  # remote sessions come after those that have a place
MODES = {"": _("Anywhere"), "place": _("At a place"), "remote": _("Remote")}


@dataclass(frozen=True)
class CourseEntry:
    """One course of the list; ``km`` is how far its nearest date is, None when nothing was asked or nothing is dated."""

    course: CoursePage
    cards: list[SessionCard]
    km: float | None = None
    language: str = "fr"
    is_foreign: bool = False  # in French, in a list of another language


def list_for(index: CourseIndexPage, query: QueryDict) -> dict[str, Any]:
    """Return ``entries``, ``near`` (a NearAnswer) and the filters; unknown values are no filter. A fixed number of queries."""
    theme = query.get("theme", "")
    theme = theme if theme in Theme.values else ""
    mode = query.get("mode", "")
    mode = mode if mode in MODES else ""
    near = near_from(query)
    entries = _entries(_courses(index, theme), near.near, mode, index.locale.language_code)
    if near.near is not None:
        entries.sort(key=lambda entry: (entry.km is None, entry.km or 0))
    return {
        "entries": entries,
        "near": near,
        "theme": theme,
        "themes": [("", _("All themes"), theme == ""), *((code, label, code == theme) for code, label in Theme.choices)],
        "mode": mode,
        "modes": [(code, label, code == mode) for code, label in MODES.items()],
        "is_filtered": bool(theme or mode or near.typed or near.near),
        # The two forms of the filters each carry what the other chose.
        "kept": [(name, value) for name, value in (("theme", theme), ("mode", mode)) if value],
        "all_courses": [{"label": _("See all courses"), "url": index.get_url() or "", "kind": "plain"}],
    }


def _courses(index: CourseIndexPage, theme: str) -> list[CoursePage]:
    """Return the courses of the list's language, then those that exist in French only."""
    courses = CoursePage.objects.live().filter(
        alias_of=None, locale__language_code__in={index.locale.language_code, settings.LANGUAGE_CODE}
    )
    if theme:
        courses = courses.filter(theme=theme)
    found = list(courses.select_related("locale").order_by("title"))
    own = [course for course in found if course.locale_id == index.locale_id]
    translated = {course.translation_key for course in own}
    return own + [course for course in found if course.translation_key not in translated]


def _entries(courses: list[CoursePage], near: Near | None, mode: str, language: str) -> list[CourseEntry]:
    sessions = _next_sessions(courses, near, mode)
    cards: dict[Any, list[SessionCard]] = {}
    for session, card in zip(sessions, cards_for(sessions, language), strict=True):
        cards.setdefault(session.offer.translation_key, []).append(card)
    entries = []
    for course in courses:
        dated = cards.get(course.translation_key, [])
        if dated or not mode:
            spoken = course.locale.language_code
            km = min((card.km for card in dated if card.km is not None), default=None)
            entries.append(CourseEntry(course, dated, km, language=spoken, is_foreign=spoken != language))
    return entries


def _next_sessions(courses: list[CoursePage], near: Near | None, mode: str) -> list[Session]:
    """Return at most three sessions a course: the next ones, or the nearest."""
    keys = [course.translation_key for course in courses]
    offers = CoursePage.objects.filter(translation_key__in=keys)
    sessions = matching_sessions(Criteria(offers=offers, remote={"remote": True, "place": False}.get(mode)))
    order = [F("starts_at").asc(), F("pk").asc()]
    if near is not None:
        sessions = sessions.annotate(away=_away(near))
        order.insert(0, F("away").asc())
    ranked = sessions.annotate(rank=Window(RowNumber(), partition_by=[F("offer_id")], order_by=order)).filter(rank__lte=DATES_SHOWN)
    found = list(ranked.select_related("place", "offer").order_by("offer_id", "rank"))
    for session in found:
        session.km = _km(near, session)
    return found


def _km(near: Near | None, session: Session) -> float | None:
    place = session.place
    if near is None or place is None or place.lat is None or place.lon is None:
        return None
    return km_between(near.lat, near.lon, place.lat, place.lon)


def _away(near: Near) -> Coalesce:
    """A number that orders places as their distance does, near enough to choose three."""
    north = F("place__lat") - Value(near.lat)
    east = (F("place__lon") - Value(near.lon)) * Value(cos(radians(near.lat)))
    return Coalesce(ExpressionWrapper(north * north + east * east, output_field=FloatField()), Value(FAR))
