"""What the visitor needs, as plain codes. Never scored; never counted beyond the route they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    SELF = "self"  # "Pour moi"
    HELPER = "helper"  # "J'aide quelqu'un"
    PROFESSIONAL = "professional"  # "Je suis professionnel et je cherche une formation"


class Equipment(StrEnum):
    NONE = "none"
    PHONE = "phone"
    SHARED = "shared"
    TABLET = "tablet"
    COMPUTER = "computer"
    BROKEN = "broken"


class Connection(StrEnum):
    NONE = "none"
    PREPAID = "prepaid"
    PLAN = "plan"
    HOME = "home"


class Wish(StrEnum):
    DEVICE = "device"  # use my phone or computer
    FAMILY = "family"  # write, call and see family and friends
    EMAIL = "email"
    SEARCH = "search"  # find an address, a timetable
    PROCEDURES = "procedures"
    WORK = "work"  # look for work, write a CV
    DOCUMENTS = "documents"  # photos and papers
    MONEY = "money"  # bank and shopping
    SAFETY = "safety"  # passwords and scams


class Barrier(StrEnum):
    BREAKING = "breaking"  # afraid to break something or do wrong
    SCAMS = "scams"
    READING = "reading"
    TIME = "time"
    USE = "use"  # sees no use in it


NO_DEVICE = frozenset({Equipment.NONE, Equipment.BROKEN})

WISH_SKILLS: dict[str, tuple[str, ...]] = {
    Wish.DEVICE: ("A1", "A2", "A5", "A4", "A3", "F4"),
    Wish.FAMILY: ("C1", "C3"),
    Wish.EMAIL: ("C2", "D1"),
    Wish.SEARCH: ("B1", "B2"),
    Wish.PROCEDURES: ("F2", "F1", "D1"),
    Wish.WORK: ("D3", "F2", "C2"),
    Wish.DOCUMENTS: ("D1", "D2"),
    Wish.MONEY: ("F3", "E1"),
    Wish.SAFETY: ("E2", "E1", "E3"),
}


@dataclass(frozen=True, slots=True)
class Needs:
    """Codes of the enums above; "" or None when not answered. `language` is the page's, `languages` those spoken besides."""

    who: str = Who.SELF
    equipment: str = ""
    connection: str = ""
    has_email: bool | None = None
    urgent: bool = False  # a procedure that cannot wait
    wish: str = ""
    helped: bool = False  # a helper holds the device
    barriers: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    language: str = "fr"

    @property
    def lacks_device(self) -> bool:
        return self.equipment in NO_DEVICE

    @property
    def lacks_connection(self) -> bool:
        return self.connection == Connection.NONE

    @property
    def seeks_training(self) -> bool:
        """A professional who comes for themselves; one who helps somebody goes on as a helper."""
        return self.who == Who.PROFESSIONAL and not self.helped

    @property
    def wants_someone_alone(self) -> bool:
        """Reading is hard, or the fear to do wrong is strong: a group is not the door."""
        return bool(self.barriers & {Barrier.READING, Barrier.BREAKING})

    @property
    def wish_skills(self) -> tuple[str, ...]:
        return WISH_SKILLS.get(self.wish, ())
