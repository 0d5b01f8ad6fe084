"""Believable applications and links, for the tests and for the demo."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from ..factories import CommuneFactory, RelayFactory
from ..models import HostInvitation, PlaceLink, PlaceReport, RelayApplication
from . import agreement
from .applying import STEPS


class RelayApplicationFactory(DjangoModelFactory):
    """Everything filled in, not sent."""

    class Meta:
        model = RelayApplication

    organisation_name = factory.Sequence(lambda n: f"Centre social des Tilleuls {n}")
    siret = "73282932000074"
    place_name = factory.Sequence(lambda n: f"La Clairière {n}")
    address = "12 rue des Glycines"
    postcode = "38000"
    city = "Grenoble"
    commune = factory.SubFactory(CommuneFactory, code="38185", name="Grenoble", postcodes=["38000"])
    departement = "38"
    phone = "+33536491234"
    email = "bonjour@exemple.invalid"
    contact_name = "Claire Marchand"
    contact_role = "Directrice"
    contact_email = factory.Sequence(lambda n: f"claire-{n}@exemple.invalid")
    contact_phone = "+33639981234"
    services = factory.LazyFunction(lambda: ["Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien"])
    modes = factory.LazyFunction(lambda: ["Accompagnement individuel"])
    fees = factory.LazyFunction(lambda: ["Gratuit"])
    languages = factory.LazyFunction(lambda: ["fr", "ar"])
    people = 12
    devices = 4
    has_wifi = True
    step_free = "yes"
    opening_hours = "Mo-Fr 09:00-12:00,14:00-17:30; PH off"
    booking_mode = "phone"
    audiences = factory.LazyFunction(list)
    special_care = factory.LazyFunction(lambda: ["Illettrisme"])
    motivation = "Beaucoup de personnes viennent avec leur téléphone. Nous voulons mieux les aider."
    agreement_version = agreement.STRUCTURE
    agreement_name = "Claire Marchand"
    agreed_at = factory.LazyFunction(timezone.now)
    steps_done = factory.LazyFunction(lambda: list(STEPS))


class PlaceLinkFactory(DjangoModelFactory):
    class Meta:
        model = PlaceLink

    place = factory.SubFactory(RelayFactory)
    contact_name = "Claire Marchand"
    contact_email = "claire@exemple.invalid"


class HostInvitationFactory(DjangoModelFactory):
    class Meta:
        model = HostInvitation

    place = factory.SubFactory(RelayFactory)
    first_name = "Moussa"
    last_name = "Diallo"
    email = factory.Sequence(lambda n: f"moussa-{n}@exemple.invalid")


class PlaceReportFactory(DjangoModelFactory):
    class Meta:
        model = PlaceReport

    place = factory.SubFactory(RelayFactory)
    kind = "hours"
    text = "C’est fermé le lundi."
