"""Planning in the demonstration: a series of sessions, a place closed for two days, structures that ask for a workshop elsewhere."""

from datetime import date, datetime, time, timedelta

from catalogue.agenda.models import Repeats, Session, SessionSeries
from catalogue.agenda.planning.closing import close
from catalogue.agenda.planning.dates import Wanted, planned_days
from catalogue.agenda.planning.making import make_series
from catalogue.agenda.planning.rule import Rule
from catalogue.places.models import ClosedDay, Commune, Place
from core.local_time import from_place

from .factories import SessionRequestFactory
from .models import SessionRequest, WorkshopPage
from .off_site import answering, telling

REASON = "Travaux dans la salle"
REQUESTS: tuple[dict, ...] = (
    {"key": "demo-request-1", "structure": "Mission locale du Grand Val", "audience": "Des jeunes qui cherchent un emploi", "people": 8},
    {
        "key": "demo-request-2",
        "structure": "Résidence autonomie Les Tilleuls",
        "audience": "Des personnes âgées de la résidence",
        "people": 12,
    },
    {"key": "demo-request-3", "structure": "École Jean-Moulin", "audience": "Des parents d’élèves", "people": 10},
)


def build(today: date) -> None:
    """Build what is missing; running it again adds nothing."""
    points = list(Place.objects.filter(kind="reception_point").exclude(lat=None).order_by("name", "pk")[:4])
    page = WorkshopPage.objects.filter(format="group", locale__language_code="fr").order_by("pk").first()
    if len(points) < 3 or page is None:
        return
    _series(page, points[1], today)
    _closure(points[2], today)
    _requests(page, points[0], today)


def _series(page: WorkshopPage, place: Place, today: date) -> None:
    """Each other Thursday at the end of the day, ten times."""
    if SessionSeries.objects.filter(offer=page.offerpage_ptr, place=place).exists():
        return
    first = today + timedelta(days=(3 - today.weekday()) % 7 or 7)
    rule = Rule(Repeats.FORTNIGHTLY, first, times=10)
    wanted = Wanted(offer=page.offerpage_ptr, place=place, hours=((0, time(17, 30), time(19)),), room="Salle du fond")
    now = from_place(_midnight(today), place.time_zone)
    days = [one.day for one in planned_days(rule, wanted, now=now) if not one.why_not]
    make_series(rule, wanted, days, capacity=8, now=now, programme="Soirées numériques")


def _closure(place: Place, today: date) -> None:
    """A day with a workshop, so that somebody was told, and the day after."""
    if ClosedDay.objects.filter(place=place, reason=REASON).exists():
        return
    soon = Session.objects.upcoming().filter(place=place, local_day__range=(today + timedelta(days=10), today + timedelta(days=40)))
    session = soon.filter(capacity__gt=1).order_by("starts_at", "pk").first()
    first = session.local_day if session else today + timedelta(days=16)
    close(place, first, first + timedelta(days=1), REASON)


def _requests(page: WorkshopPage, near: Place, today: date) -> None:
    """One to be answered, one planned, one that was not possible."""
    commune = Commune.objects.filter(code=near.commune_id).first()
    where = {"postcode": near.postcode, "city": near.city, "commune": commune, "departement": near.departement}
    for number, facts in enumerate(REQUESTS):
        if SessionRequest.objects.filter(key=facts["key"]).exists():
            continue
        request = SessionRequestFactory(
            **facts, **where, workshop=page if number else None, contact_email=f"contact{number}@exemple.invalid"
        )
        telling.tell_received(request)
        if number == 1:
            day = today + timedelta(days=20 + (1 - today.weekday()) % 7)
            starts = from_place(_midnight(day) + timedelta(hours=14), near.time_zone)
            meetings = [(starts, starts + timedelta(hours=2))]
            answering.plan(
                request.pk, offer=page, meetings=meetings, capacity=request.people, by=None, answer="Nous apportons six tablettes."
            )
        elif number == 2:
            answering.refuse(request.pk, "nobody_free", by=None, answer="Rappelez-nous au printemps : nous serons plus nombreux.")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
