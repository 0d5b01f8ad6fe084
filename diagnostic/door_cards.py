"""A route in words: each door as a card with what it is, why, where, and what to press or dial."""

from dataclasses import dataclass, field

from django.utils.translation import get_language, gettext
from wagtail.models import Page

from catalogue.agenda.cards import SessionCard
from catalogue.agenda.cards import cards_for as session_cards
from catalogue.places.cards import PlaceCard
from catalogue.places.cards import cards_for as place_cards
from catalogue.places.models import Place, PlaceText
from catalogue.places.nearest import Nearby
from catalogue.training.models import CourseIndexPage
from core.helpline import Helpline
from core.phones import parse_phone, show_phone

from .doors import Found
from .routing import Card, CardKind, Route
from .routing import reasons as why

SELF_STUDY_URL = "https://www.lesbonsclics.fr/"
FROM = "?from=diagnostic"  # says where the visit comes from, and nothing of the visitor


@dataclass(frozen=True)
class DoorCard:
    """One door, ready to show. ``session`` and ``place`` are the catalogue's own cards when it is one of theirs."""

    kind: CardKind
    title: str
    action_label: str = ""
    url: str = ""
    text: str = ""
    reasons: list[str] = field(default_factory=list)
    phone: str = ""
    tel: str = ""
    phone_first: bool = False
    session: SessionCard | None = None
    place: PlaceCard | None = None
    how_to_come: str = ""
    papers_asked: str | None = None  # None: not about papers


@dataclass(frozen=True)
class Shown:
    """The doors of a result: ``main`` is always there."""

    main: DoorCard
    plus: DoorCard | None = None
    other: DoorCard | None = None


def cards_of(route: Route, found: Found, skill_words: dict[str, str], helpline: Helpline) -> Shown:
    """Return the cards of a route, in the active language, with a fixed number of queries."""
    maker = _Maker(route, found, skill_words, helpline)
    return Shown(
        main=maker.card(route.main),
        plus=maker.card(route.plus) if route.plus else None,
        other=maker.card(route.other) if route.other else None,
    )


class _Maker:
    """Fetches what all the cards of one route need, once."""

    def __init__(self, route: Route, found: Found, skill_words: dict[str, str], helpline: Helpline) -> None:
        self.skill_words, self.helpline, self.town_hall = skill_words, helpline, found.doors.town_hall
        self.rows = found.sessions
        wanted = [found.sessions[card.session_id] for card in route.cards if card.session_id in found.sessions]
        self.sessions = {card.pk: card for card in session_cards(wanted)}
        ids = [card.place_id for card in route.cards if card.place_id]
        self.places = Place.objects.in_bulk(ids) if ids else {}
        near = [Nearby(place, found.km_of_place.get(place.pk, 0.0)) for place in self.places.values()]
        self.place_cards = {card.pk: card for card in place_cards(near)}
        self.places |= {session.place_id: session.place for session in wanted if session.place}
        self.texts = self._texts()

    def card(self, card: Card) -> DoorCard:
        if card.session_id in self.sessions:
            return self._session(card, self.sessions[card.session_id])
        if card.place_id in self.place_cards:
            return self._place(card, self.place_cards[card.place_id])
        return self._fixed(card)

    def _session(self, card: Card, session: SessionCard) -> DoorCard:
        place = self.rows[session.pk].place
        tel = parse_phone(place.phone) if place and place.phone else ""
        return DoorCard(
            card.kind,
            title=session.title,
            action_label=session.availability.action_label,
            url=(session.booking_url + FROM) if session.booking_url else session.url,
            reasons=self._reasons(card),
            phone=show_phone(tel) if tel else self.helpline.phone,
            tel=tel or self.helpline.tel,
            session=session,
            how_to_come=self._how_to_come(place) if place else "",
        )

    def _place(self, card: Card, place: PlaceCard) -> DoorCard:
        row = self.places[place.pk]
        sells = any(reason in (why.SELLS_DEVICES, why.SELLS_SIM) for reason in card.reasons)
        return DoorCard(
            card.kind,
            title=place.title,
            action_label=gettext("See this place"),
            url=place.url,
            text=gettext("Call first: we will tell you who can buy, which papers to bring, and who can refer you.") if sells else "",
            reasons=self._reasons(card),
            phone=place.phone or self.helpline.phone,
            tel=place.tel or self.helpline.tel,
            phone_first=card.phone_first,
            place=place,
            how_to_come=self._how_to_come(row),
            papers_asked=self._papers(row) if sells else None,
        )

    def _fixed(self, card: Card) -> DoorCard:
        if card.kind is CardKind.TOWN_HALL and self.town_hall:
            name, phone = self.town_hall
            tel = parse_phone(phone) or phone.replace(" ", "")
            return DoorCard(
                card.kind,
                title=gettext("Call your town hall: %(town)s") % {"town": name},
                text=gettext("They know who helps with phones and computers near you."),
                phone=show_phone(tel) or phone,
                tel=tel,
                phone_first=True,
            )
        if card.kind is CardKind.TRAINING:
            return DoorCard(
                card.kind,
                title=gettext("Training for professionals"),
                text=gettext("Learn to support people who struggle with digital tools."),
                action_label=gettext("See the courses"),
                url=_page_url(CourseIndexPage, "/formations/"),
                phone=self.helpline.phone,
                tel=self.helpline.tel,
            )
        if card.kind is CardKind.VOLUNTEER:
            return DoorCard(
                card.kind,
                title=gettext("You are doing well: help others with us"),
                text=gettext("Volunteers give a few hours a month. We train you. Call us."),
                phone=self.helpline.phone,
                tel=self.helpline.tel,
                phone_first=True,
            )
        if card.kind is CardKind.SELF_STUDY:
            return DoorCard(
                card.kind,
                title=gettext("Learn at home, at your own pace"),
                text=gettext("Free lessons and exercises on Les Bons Clics."),
                action_label=gettext("Go to Les Bons Clics"),
                url=SELF_STUDY_URL,
            )
        return DoorCard(
            CardKind.HELPLINE,
            title=gettext("Call us: we will find someone with you"),
            text=self.helpline.when,
            phone=self.helpline.phone,
            tel=self.helpline.tel,
            phone_first=True,
        )

    def _reasons(self, card: Card) -> list[str]:
        return [words for words in (self._reason(code) for code in card.reasons) if words]

    def _reason(self, code: str) -> str:
        name, _colon, what = code.partition(":")
        if name == why.TEACHES:
            words = self.skill_words.get(what)
            return gettext("You will learn to: %(skill)s.") % {"skill": words} if words else ""
        return {
            why.WISH: gettext("It is what you want to do."),
            why.WAITING: gettext("It is full: if a seat becomes free, we will call you."),
            why.SELLS_DEVICES: gettext("They have computers and phones at a low price."),
            why.SELLS_SIM: gettext("They have prepaid cards to go online."),
            why.USE_ON_SITE: gettext("You can use a computer and the internet there."),
            why.AIDANTS: gettext("Someone there may do the procedure for you (Aidants Connect)."),
            why.PROCEDURES: gettext("They help you with your paperwork."),
            why.NEAREST: gettext("It is the nearest place."),
            why.FAR: gettext("It is far: call before you go."),
        }.get(code, "")

    def _texts(self) -> dict[int, PlaceText]:
        """What places say in the visitor's language; French is in the place itself."""
        language = get_language() or "fr"
        if language == "fr" or not self.places:
            return {}
        return {text.place_id: text for text in PlaceText.objects.filter(place__in=list(self.places), language=language)}

    def _how_to_come(self, place: Place) -> str:
        return self._said(place, "how_to_come")

    def _papers(self, place: Place) -> str:
        return self._said(place, "papers_asked")

    def _said(self, place: Place, name: str) -> str:
        text = self.texts.get(place.pk)
        return (getattr(text, name) if text else "") or getattr(place, name)


def _page_url(model: type[Page], otherwise: str) -> str:
    """The live page of a kind in the active language, else in French, else a fixed address."""
    pages = model.objects.live().filter(locale__language_code__in=[get_language(), "fr"]).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    page = by_language.get(get_language()) or by_language.get("fr")
    return (page.get_url() if page else None) or otherwise
