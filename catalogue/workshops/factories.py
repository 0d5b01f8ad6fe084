"""One factory per model, used by the tests and by the demo."""

from datetime import date, time, timedelta

import factory
from django.utils import timezone
from wagtail_factories import PageFactory

from .models import Booking, CallbackRequest, Helper, Participant, PermanenceRule, SessionRequest, WorkshopIndexPage, WorkshopPage


class WorkshopIndexPageFactory(PageFactory):
    title = "Ateliers"
    slug = "ateliers"

    class Meta:
        model = WorkshopIndexPage


class WorkshopPageFactory(PageFactory):
    """Give it ``parent=`` a WorkshopIndexPage."""

    title = factory.Sequence(lambda number: f"Premiers pas avec mon téléphone {number}")
    summary = "Appeler, écrire un message, prendre une photo."
    learn = "<ul><li>Allumer et régler le téléphone</li><li>Envoyer une photo</li></ul>"
    bring = "Votre téléphone, si vous en avez un."

    class Meta:
        model = WorkshopPage


class PermanenceRuleFactory(factory.django.DjangoModelFactory):
    workshop = factory.SubFactory(WorkshopPageFactory, format="individual")
    place = factory.SubFactory("catalogue.places.factories.ReceptionPointFactory")
    weekday = 1
    starts = time(9)
    ends = time(12)
    slot_minutes = 30
    valid_from = date(2020, 1, 1)

    class Meta:
        model = PermanenceRule


class HelperFactory(factory.django.DjangoModelFactory):
    """A social worker whose link works."""

    structure = "CCAS de Grenoble"
    name = "Nadia Benali"
    email = factory.Sequence(lambda number: f"nadia.benali{number}@exemple.invalid")
    phone = "+33199001234"
    key = factory.Sequence(lambda number: f"helper-{number}")

    class Meta:
        model = Helper


class BookingFactory(factory.django.DjangoModelFactory):
    """A submitted booking of one person; give it ``session=``. ``participant__seat=`` takes a seat already made."""

    session = factory.SubFactory("catalogue.agenda.factories.SessionFactory")
    offer = factory.LazyAttribute(lambda booking: booking.session.offer if booking.session else None)
    phone = factory.Sequence(lambda number: f"+3363998{number % 10_000:04d}")
    submitted_at = factory.Faker("past_datetime", start_date="-5d", tzinfo=__import__("datetime").UTC)

    class Meta:
        model = Booking
        skip_postgeneration_save = True

    @factory.post_generation
    def participant(self, create, extracted, **kwargs):
        if create and extracted is not False:
            kwargs.setdefault("seat", None)
            ParticipantFactory(booking=self, **kwargs)


class ParticipantFactory(factory.django.DjangoModelFactory):
    booking = factory.SubFactory(BookingFactory, participant=False)
    first_name = factory.Iterator(["Awa", "Jean", "Fatima", "Nadia", "Pierre", "Mei", "Ahmed", "Lucie"])
    seat = None

    class Meta:
        model = Participant


class CallbackRequestFactory(factory.django.DjangoModelFactory):
    """A call asked for yesterday, promised for this hour."""

    first_name = factory.Iterator(["Rosa", "Moussa", "Olena", "Karim"])
    folded_name = factory.LazyAttribute(lambda asked: asked.first_name.casefold())
    phone = factory.Sequence(lambda number: f"+3346571{number % 10_000:04d}")
    call_from = factory.LazyFunction(timezone.now)
    call_by = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=3))

    class Meta:
        model = CallbackRequest


class SessionRequestFactory(factory.django.DjangoModelFactory):
    """A structure of Angoulême asks for a workshop in its premises."""

    structure = factory.Sequence(lambda number: f"Mission locale {number}")
    contact_name = "Claire Petit"
    contact_email = factory.Sequence(lambda number: f"accueil{number}@exemple.invalid")
    contact_phone = "+33536490000"
    audience = "Des jeunes qui cherchent un emploi"
    people = 8
    address = "12 rue des Ateliers"
    postcode = "16000"
    city = "Angoulême"
    departement = "16"
    equipment = factory.LazyFunction(lambda: ["wifi", "tables"])
    wished_days = "Un mardi ou un jeudi après-midi, en janvier."

    class Meta:
        model = SessionRequest
