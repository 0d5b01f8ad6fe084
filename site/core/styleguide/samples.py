"""Made-up values that show each component in each of its states. Core knows no other room: these have the shape of their cards."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import LineField, PhoneField, PlainForm

PARIS = ZoneInfo("Europe/Paris")
LONG = "Découvrir-les-démarches-administratives-en-ligne avec la Caisse d’allocations familiales et l’Assurance maladie"


@dataclass(frozen=True)
class Availability:
    state: str
    text: str
    can_book: bool = True
    can_wait: bool = False


@dataclass(frozen=True)
class Session:
    title: str
    availability: Availability
    starts: datetime
    capacity: int = 8
    free: int = 4
    url: str = "#sessions"
    booking_url: str | None = "#sessions"
    place_name: str = "Point d’accueil Lyon Guillotière"
    is_remote: bool = False
    km: float | None = 1.24
    tags: list[str] = field(default_factory=list)
    language_note: str = ""


@dataclass(frozen=True)
class Opening:
    text: str
    is_open: bool


@dataclass(frozen=True)
class Place:
    title: str
    kind: str
    kind_label: str
    address_lines: list[str]
    opening: Opening
    url: str = "#places"
    km: float | None = 0.61
    services: list[str] = field(default_factory=list)
    is_free: bool = True
    phone: str = "01 99 00 45 67"
    tel: str = "+33199004567"


@dataclass(frozen=True)
class Choice:
    code: str
    label: str


@dataclass(frozen=True)
class Near:
    typed: str = ""
    error: str = ""
    choices: list[Choice] = field(default_factory=list)


class SampleForm(PlainForm):
    first_name = LineField(label=gettext_lazy("Your first name"), max_length=60, autocomplete="given-name")
    phone = PhoneField(label=gettext_lazy("Your phone"), help_text=gettext_lazy("A mobile or a landline."))
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), required=False)
    answer = forms.ChoiceField(
        label=gettext_lazy("Can you send a photo in a message?"),
        choices=[("0", gettext_lazy("No")), ("1", gettext_lazy("With help")), ("2", gettext_lazy("Yes, on my own"))],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What would help you?"),
        choices=[("door", gettext_lazy("A seat near the door")), ("large", gettext_lazy("Large letters"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[("fr", "Français"), ("ar", "العربية")])
    message = LineField(label=gettext_lazy("Your message"), widget=forms.Textarea, required=False, max_length=200)
    agree = forms.BooleanField(label=gettext_lazy("I agree to be called back."))

    reasons = {"phone": gettext_lazy("To tell you if the workshop changes. Deleted after 3 months.")}
    pictures = {"answer": {"0": "no", "1": "with-help", "2": "alone"}}


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


def sessions() -> list[Session]:
    free, beginner = _("Free"), _("To begin with")
    return [
        Session(_("First steps with my phone"), Availability("open", _("4 seats")), moment(27, 14), tags=[free, beginner]),
        Session(_("My papers online"), Availability("last_seats", _("1 seat: the last one")), moment(28, 10, 30), free=1, tags=[free]),
        Session(
            _("Calling by video"),
            Availability("full_waiting", _("Full: join the waiting list"), False, True),
            moment(30, 9),
            free=0,
            km=None,
        ),
        Session(_("Reading my mail"), Availability("full", _("Full: call us"), False), moment(30, 16), free=0, booking_url=None),
        Session(
            LONG, Availability("open", _("12 seats")), moment(30, 18, 45), 24, 12, tags=[free, beginner, "العربية"], language_note=LONG
        ),
        Session(_("Questions by phone"), Availability("open", _("3 seats")), moment(26, 11), 12, 3, is_remote=True),
    ]


def places() -> list[Place]:
    return [
        Place(
            "Point d’accueil Lyon Guillotière",
            "reception_point",
            _("Reception point"),
            ["12 rue de Marseille", "69007 Lyon"],
            Opening(_("Open until 6 pm"), True),
            services=[_("Help with procedures"), _("SIM cards at a small price")],
        ),
        Place(
            LONG,
            "relay",
            _("Digital relay"),
            ["Médiathèque intercommunale Marguerite-Duras", "16000 Angoulême"],
            Opening(_("Closed, opens tomorrow at 9 am"), False),
            km=124.4,
            is_free=False,
            services=[LONG],
        ),
        Place("La Passerelle", "relay", _("Digital relay"), ["16000 Angoulême"], Opening("", False), km=None, phone="", tel=""),
    ]


def ticket() -> dict[str, object]:
    return {
        "title": _("It is booked, Awa."),
        "name": _("First steps with my phone"),
        "starts": moment(27, 14),
        "duration": _("It lasts 2 hours."),
        "place_name": "Point d’accueil Lyon Guillotière",
        "address_lines": ["12 rue de Marseille", "69007 Lyon"],
        "access": "Métro Guillotière, sortie 2",
        "bring": [_("Your phone, if you have one")],
        "code": "K7PM",
    }


def bound_form() -> SampleForm:
    """Return a form sent with one mistake of each sort."""
    return SampleForm({"first_name": "", "phone": "06 39 98 12", "email": "awa", "answer": "1", "message": "x" * 201, "language": "fr"})
