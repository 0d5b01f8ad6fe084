"""What is asked beside the scored questions, never scored: for whom, what cannot wait, and the needs. Words and pictures.

Values are the codes that routing knows (see routing/needs.py); a screen shows one Need. Nothing here is counted or kept.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .routing import Barrier, Connection, Equipment, Who, Wish

Text = str | Promise


@dataclass(frozen=True)
class Option:
    value: str
    label: Text
    picture: str
    alone: bool = False  # ticked together with others, this one wins: "none of these"
    is_language: bool = False  # the value is a language's code: shown in that language first


@dataclass(frozen=True)
class Need:
    """One screen. ``many``: several may be ticked. ``optional``: going on without an answer is fine."""

    name: str
    title: Text
    title_helping: Text
    options: tuple[Option, ...]
    many: bool = False
    optional: bool = False
    hint: Text = ""

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)

    def cleaned(self, raw: list[str]) -> list[str]:
        """Keep what is on offer, once, in the order shown; "none of these" excludes the rest."""
        known = [option for option in self.options if option.value in raw]
        if not self.many:
            known = [option for option in known if option.value == raw[-1]]
        alone = [option for option in known if option.alone]
        return [option.value for option in (alone[:1] or known)]


WHO_NEED = Need(
    "who",
    _("Who is it for?"),
    _("Who is it for?"),
    (
        Option(Who.SELF, _("For me"), "for-me"),
        Option(Who.HELPER, _("I am helping someone"), "for-someone"),
        Option(Who.PROFESSIONAL, _("I am a professional and I am looking for training"), "professional"),
    ),
)
WHO = WHO_NEED.values

PRESSING_NEED = Need(
    "pressing",
    _("Is there something that cannot wait?"),
    _("Is there something that cannot wait?"),
    (
        Option("nothing", _("No, nothing urgent"), "accompany", alone=True),
        Option("procedure", _("A form or a procedure to do quickly"), "urgent-paper"),
        Option("device", _("No phone or computer that works"), "no-device"),
        Option("connection", _("No internet connection"), "no-connection"),
    ),
    many=True,
)
PRESSING = PRESSING_NEED.values[1:]

ONLINE_NEED = Need(
    "online",
    _("Have you used the internet in the last three months?"),
    _("Has this person used the internet in the last three months?"),
    (Option("yes", _("Yes, even a little"), "hand-phone"), Option("no", _("No"), "no")),
    hint=_("A message, a video, a search: all of that counts."),
)

EQUIPMENT = Need(
    "equipment",
    _("What do you use most to go online?"),
    _("What does this person use most to go online?"),
    (
        Option(Equipment.PHONE, _("A phone"), "phone"),
        Option(Equipment.COMPUTER, _("A computer"), "computer"),
        Option(Equipment.TABLET, _("A tablet"), "tablet"),
        Option(Equipment.SHARED, _("A device shared with others"), "shared"),
        Option(Equipment.BROKEN, _("A device that no longer works"), "broken"),
        Option(Equipment.NONE, _("Nothing for now"), "no-device"),
    ),
)
CONNECTION = Need(
    "connection",
    _("How do you go online?"),
    _("How does this person go online?"),
    (
        Option(Connection.HOME, _("With an internet box at home"), "home-internet"),
        Option(Connection.PLAN, _("With a phone plan"), "plan"),
        Option(Connection.PREPAID, _("With a prepaid card"), "sim-prepaid"),
        Option(Connection.NONE, _("No connection"), "no-connection"),
    ),
)
EMAIL = Need(
    "email",
    _("Do you have an e-mail address you can open?"),
    _("Does this person have an e-mail address they can open?"),
    (Option("yes", _("Yes"), "email"), Option("no", _("No"), "no-email")),
)
WISH = Need(
    "wish",
    _("What would you like to do first?"),
    _("What would this person like to do first?"),
    (
        Option(Wish.DEVICE, _("Get to know my phone or computer"), "hand-phone"),
        Option(Wish.FAMILY, _("Talk with family and friends"), "theme-family"),
        Option(Wish.PROCEDURES, _("Do my paperwork online"), "theme-procedures"),
        Option(Wish.WORK, _("Look for work"), "theme-job"),
        Option(Wish.EMAIL, _("Read and send e-mails"), "email"),
        Option(Wish.SEARCH, _("Find an address or a timetable"), "skill-b1"),
        Option(Wish.DOCUMENTS, _("Keep my photos and papers"), "skill-d2"),
        Option(Wish.MONEY, _("See my bank, buy online"), "skill-f3"),
        Option(Wish.SAFETY, _("Protect myself from scams"), "theme-safety"),
        Option("unsure", _("I do not know yet"), "dont-know"),
    ),
    optional=True,
)
BARRIERS = Need(
    "barriers",
    _("Does something hold you back?"),
    _("Does something hold this person back?"),
    (
        Option(Barrier.BREAKING, _("Afraid of breaking something"), "afraid-break"),
        Option(Barrier.SCAMS, _("Afraid of scams"), "afraid-scam"),
        Option(Barrier.READING, _("Reading is hard"), "reading-hard"),
        Option(Barrier.TIME, _("Not enough time"), "no-time"),
        Option(Barrier.USE, _("I do not see the use"), "no-use"),
    ),
    many=True,
    optional=True,
    hint=_("You can tick several, or none. It stays between us."),
)
LANGUAGES = Need(
    "languages",
    _("Which languages do you speak?"),
    _("Which languages does this person speak?"),
    (
        Option("fr", _("French"), "", is_language=True),
        Option("ar", _("Arabic"), "", is_language=True),
        Option("en", _("English"), "", is_language=True),
        Option("es", _("Spanish"), "", is_language=True),
        Option("pt", _("Portuguese"), "", is_language=True),
        Option("uk", _("Ukrainian"), "", is_language=True),
        Option("other", _("Another language"), ""),
    ),
    many=True,
    optional=True,
    hint=_("You can tick several."),
)

NEEDS: dict[str, Need] = {need.name: need for need in (EQUIPMENT, CONNECTION, EMAIL, WISH, BARRIERS, LANGUAGES)}
