"""The doors that may open, as plain values: `diagnostic/doors.py` asks the catalogue for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NEAR_KM = 30.0  # half an hour by bus or car
FAR_KM = 100.0  # for equipment: one visit, worth a train

# The catalogue's own codes (tests/diagnostic/test_doors.py holds them to it), for this package may not import it.
INDIVIDUAL, GROUP, COURSE = "individual", "group", "course"
BEGINNER, INTERMEDIATE, ADVANCED = "beginner", "intermediate", "advanced"
RECEPTION_POINT, RELAY, PARTNER = "reception_point", "relay", "partner"
SERVICE_PROCEDURES, SERVICE_EQUIPMENT, SERVICE_ACCESS = "service:procedures", "service:equipment", "service:access"
MODE_INDIVIDUAL = "mode:individual"
AIDANTS_CONNECT = "programme:aidants-connect"


@dataclass(frozen=True, slots=True)
class SessionOption:
    """A session open to booking. `format`: individual (permanence), group, course (training of professionals).
    `km`: None when it is remote or the visitor gave no place. `has_waiting_list` matters when `free` is 0. `place`: the id of
    the place it is held at, so that this place is not shown as another choice."""

    id: int
    skills: frozenset[str]
    level: str
    format: str
    language: str
    km: float | None
    starts: datetime | str
    free: int
    remote: bool = False
    has_waiting_list: bool = True
    place: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place near the visitor. `facets` as in catalogue.places.vocabulary ("service:procedures", "mode:individual" …).
    `has_aidants`: declares an accredited Aidants Connect employee."""

    id: int
    kind: str
    km: float | None
    facets: frozenset[str] = frozenset()
    has_aidants: bool = False
    sells_equipment: bool = False
    sells_sim: bool = False
    is_open: bool | None = None


@dataclass(frozen=True, slots=True)
class Doors:
    """Everything a route may lead to. `town_hall` and `helpline` are shown as they are (name, phone)."""

    sessions: tuple[SessionOption, ...] = ()
    places: tuple[PlaceOption, ...] = ()
    town_hall: tuple[str, str] | None = None
    helpline: tuple[str, str] | None = None


class CardKind(StrEnum):
    SESSION = "session"  # a free seat near: book
    REMOTE = "remote"  # a free seat at a distance: book
    WAITING_LIST = "waiting_list"  # full: join the line
    PLACE = "place"
    TOWN_HALL = "town_hall"
    HELPLINE = "helpline"
    TRAINING = "training"  # the list of courses
    VOLUNTEER = "volunteer"
    SELF_STUDY = "self_study"


@dataclass(frozen=True, slots=True)
class Card:
    """One door. `target` is the id of the session or place, None for the others. `reasons` are codes (see reasons.py)."""

    kind: CardKind
    target: int | None = None
    phone_first: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def session_id(self) -> int | None:
        return self.target if self.kind in {CardKind.SESSION, CardKind.REMOTE, CardKind.WAITING_LIST} else None

    @property
    def place_id(self) -> int | None:
        return self.target if self.kind is CardKind.PLACE else None

    def same_door(self, other: Card | None) -> bool:
        return other is not None and (self.kind, self.target) == (other.kind, other.target)


class Rule(StrEnum):
    """The seven rules, in order; the first that fits gives the main card."""

    TRAINING = "training"
    EQUIPMENT = "equipment"
    PROCEDURE = "procedure"
    INDIVIDUAL = "individual"
    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class Route:
    """`main` is always there. `plus` goes with it (the skills card beside equipment, the nearest relay beside a waiting
    list), `other` is "Un autre choix". `explanation`: codes that say why, in order."""

    rule: Rule
    main: Card
    plus: Card | None = None
    other: Card | None = None
    explanation: tuple[str, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for card in (self.main, self.plus, self.other) if card)
