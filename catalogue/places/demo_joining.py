"""Structures that apply, one that was accepted, what it changed and what visitors report: all invented.

No message leaves: the applications are written as they would stand, only the accepted one is accepted by the real function.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core.local_time import from_place
from core.siret import is_siret

from .joining import keeping, reviewing
from .joining.applying import STEPS
from .joining.factories import HostInvitationFactory, PlaceReportFactory, RelayApplicationFactory
from .joining.moves import move
from .models import ApplicationState, Commune, HostInvitation, Place, PlaceLink, PlaceReport, RelayApplication

S = ApplicationState
_KEY = "demo-relay-{number}"
# INSEE code, postcode, organisation, place, address, states gone through, how long ago it was sent (days).
APPLICATIONS = (
    ("38185", "38100", "Association Les Deux-Rives", "La Maison des Deux-Rives", "14 rue des Noisetiers", (S.RECEIVED,), 2),
    ("16015", "16000", "Centre social du Coquelicot", "Le Coquelicot", "3 place du Pressoir", (S.RECEIVED, S.TO_COMPLETE), 9),
    ("59350", "59000", "Foyer rural du Grand-Pré", "Le Préau du Grand-Pré", "21 allée des Bleuets", (S.RECEIVED, S.VISIT), 16),
    ("44109", "44000", "Atelier du Vieux-Puits", "L’Atelier du Vieux-Puits", "8 rue de la Forge", (S.RECEIVED, S.REFUSED), 40),
    (
        "31555",
        "31000",
        "Régie de quartier des Glycines",
        "La Passerelle des Glycines",
        "5 rue des Glycines",
        (S.RECEIVED, S.VISIT, S.ACCEPTED),
        75,
    ),
)


def build(today: date) -> PlaceLink | None:
    """Write the applications that are missing; returns the private link of the relay that was accepted."""
    for number, row in enumerate(APPLICATIONS, start=1):
        if not RelayApplication.objects.filter(key=_KEY.format(number=number)).exists():
            _application(number, *row, today)
    link = accepted_link()
    if link is not None and not link.place.entry_changes.exists():
        _life_of(link)
    _reports()
    return link


def accepted_link() -> PlaceLink | None:
    """Return the private link of the demonstration's accepted relay, while it works."""
    accepted = RelayApplication.objects.filter(key__startswith="demo-relay-", state=S.ACCEPTED)
    return PlaceLink.objects.select_related("place").filter(place__application__in=accepted, revoked_at=None).first()


def _application(
    number: int, code: str, postcode: str, organisation: str, place: str, address: str, states: tuple[S, ...], ago: int, today: date
) -> None:
    commune = Commune.objects.select_related("parent").get(code=code)
    application = RelayApplicationFactory(
        key=_KEY.format(number=number),
        organisation_name=organisation,
        siret=_siret(number),
        place_name=place,
        address=address,
        postcode=postcode,
        city=(commune.parent or commune).name,
        commune=commune,
        departement=commune.departement,
        phone=f"+3353649{4100 + number}",
        email=f"lieu-{number}@exemple.invalid",
        contact_email=f"relais-demande-{number}@exemple.invalid",
        booking_mode=("phone", "walk_in", "phone", "own_site", "walk_in")[number - 1],
        booking_url="https://www.example.org/rendez-vous" if number == 4 else "",
        steps_done=list(STEPS),
    )
    application.sent_at = from_place(datetime.combine(today - timedelta(days=ago), time(10, 30)))
    for state in states:
        if state == S.ACCEPTED:
            reviewing.accept(application.pk, is_listed=True, by=None, tell=False)
            continue
        if state == S.TO_COMPLETE:
            application.missing = "– Horaires\nEst-ce bien ouvert le samedi matin ? Votre affiche le dit, votre demande non."
        if state == S.VISIT:
            application.visit_at = from_place(datetime.combine(today + timedelta(days=9), time(14, 0)))
        if state == S.REFUSED:
            application.refusal = "too_near"
            application.answer = "Le point d’accueil de Nantes est à deux rues : envoyez-y les personnes, nous les recevrons avec plaisir."
            application.decided_at = timezone.now()
        move(application, state)


def _life_of(link: PlaceLink) -> None:
    """What the structure did since: new hours, and a colleague who should see bookings."""
    keeping.change_entry(link, {"opening_hours": "Mo-Th 09:00-12:00,14:00-17:30; Fr 09:00-12:00; PH off"})
    keeping.change_entry(link, {"how_to_come": "Métro Deux-Ponts, puis cinq minutes à pied. L’entrée est dans la cour."})
    if not HostInvitation.objects.filter(place=link.place).exists():
        HostInvitationFactory(place=link.place, first_name="Nadia", last_name="Ferrand", email="nadia.ferrand@exemple.invalid")


def _reports() -> None:
    if PlaceReport.objects.exists():
        return
    relays = list(Place.objects.filter(source="demo", kind="relay").order_by("source_id")[:2])
    for place, kind, text in zip(
        relays, ("hours", "phone"), ("Fermé le mercredi depuis la rentrée.", "Le numéro sonne dans le vide depuis lundi."), strict=False
    ):
        PlaceReportFactory(place=place, kind=kind, text=text)


def _siret(number: int) -> str:
    """Return an invented number with a right key."""
    base = f"9999{number:05d}0001"
    return next(f"{base}{key}" for key in range(10) if is_siret(f"{base}{key}"))
