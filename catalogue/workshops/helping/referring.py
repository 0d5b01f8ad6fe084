"""A permanence may also be a referral: to buy equipment or a SIM card at the place, or for advice with an operator."""

from typing import TYPE_CHECKING

from catalogue.agenda.models import Session
from catalogue.places.models import StockItem
from catalogue.places.stock import referrals

from ..models import Booking, ComesFor, Helper, Referral, WorkshopPage
from ..models.helping import comes_for_in_words

if TYPE_CHECKING:
    from .booking_for import Person


def may_refer(session: Session) -> bool:
    """Tell whether people may be sent to this session for something beside it: a one-to-one appointment."""
    workshop: WorkshopPage | None = getattr(session.offer, "workshoppage", None)
    return workshop is not None and workshop.is_permanence


def choices_for(session: Session) -> list[tuple[str, str]]:
    """Return (code, words) of what one may be sent for: what the place sells, then advice; nothing for a group. One query."""
    if not may_refer(session):
        return []
    sold = set(StockItem.objects.filter(place=session.place_id).values_list("kind", flat=True)) if session.place_id else set()
    kinds = [code for code in ComesFor.values if code in sold]
    return [(code, comes_for_in_words(code)) for code in [*kinds, ComesFor.OPERATOR.value]]


def refer(booking: Booking, helper: Helper, person: "Person", session: Session) -> Referral:
    """Write down what a person is sent for; what is to be bought gets its paper with a number, which the host sees once."""
    paper = None
    if person.comes_for != ComesFor.OPERATOR and session.place is not None:
        paper = referrals.write(
            session.place,
            person.comes_for,
            key=booking.key,
            structure=helper.structure,
            helper_name=helper.name,
            helper_phone=helper.phone,
            initials=initials_of(person.first_name),
        )
    return Referral.objects.create(booking=booking, comes_for=person.comes_for, paper=paper)


def initials_of(name: str) -> str:
    """Return "A. B." of what was typed, six characters at most."""
    letters = [word[0].upper() for word in name.replace(".", " ").replace("-", " ").split()][:2]
    return " ".join(f"{letter}." for letter in letters)
