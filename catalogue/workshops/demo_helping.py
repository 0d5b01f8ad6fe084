"""Demo content: two social workers who book for others, the people they sent, the seats one of them keeps (all made up)."""

from datetime import date, timedelta
from typing import Any

from catalogue.agenda.models import Session
from catalogue.agenda.seats.counting import counts_of
from core.models import Organisation

from .factories import HelperFactory
from .helping import blocks, booking_for
from .models import Helper, WorkshopPage

STRUCTURE = "CCAS de Villeneuve"
PEOPLE = (
    ("Awa", "+33639980101", "fr", True),
    ("K. B.", "", "fr", False),
    ("سميرة", "+33639980103", "ar", True),
    ("Yvonne", "+33465710104", "fr", False),
)


def build(today: date) -> None:
    """Build what is missing; the rows of before stay as they are."""
    if Helper.objects.filter(key="demo-helper-1").exists():
        return
    groups = WorkshopPage.objects.filter(format="group")
    later = Session.objects.upcoming().for_offers(groups).filter(reserved_to=None, local_day__gt=today + timedelta(days=3))
    free = list(later.with_free_seats(count=7).select_related("place").order_by("starts_at", "pk")[:2])
    if len(free) < 2:
        return
    place = free[0].place
    organisation = Organisation.objects.get_or_create(name=STRUCTURE, defaults={"city": place.city if place else ""})[0]
    nadia: Any = HelperFactory(
        key="demo-helper-1",
        structure=STRUCTURE,
        name="Nadia Benali",
        email="nadia.benali@exemple.invalid",
        phone="+33199001201",
        organisation=organisation,
        near_label=place.city if place else "",
        near_lat=place.lat if place else None,
        near_lon=place.lon if place else None,
    )
    HelperFactory(key="demo-helper-2", structure="Mission locale du Plateau", name="Marc Lefort", email="marc.lefort@exemple.invalid")
    people = [
        booking_for.Person(name, phone, language, number, receives="person", shares_attendance=shares)
        for number, (name, phone, language, shares) in enumerate(PEOPLE)
    ]
    booking_for.book(nadia, free[0].pk, people, key="demo-helper-people-000")
    if counts_of(free[1]).free >= 3:
        blocks.keep(nadia, free[1].pk, 3, key="demo-helper-seats-0000")


def space_of_helper() -> Helper | None:
    """Return the helper whose private link the demonstration prints."""
    return Helper.objects.filter(key="demo-helper-1", revoked_at=None, purged_at=None).first()
