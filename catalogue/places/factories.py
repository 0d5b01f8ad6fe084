"""Believable communes, places and their stock, for the tests and for the demo."""

from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from .models import (
    Commune,
    Place,
    PlaceRole,
    PlaceText,
    Postcode,
    Sale,
    SaleProgramme,
    StockAlert,
    StockItem,
    StockReferral,
)
from .naming import fold_commune


class CommuneFactory(DjangoModelFactory):
    """A commune with its postcodes: ``CommuneFactory(name="Grenoble", postcodes=["38000", "38100"])``."""

    class Meta:
        model = Commune
        django_get_or_create = ["code"]
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"{38000 + n % 900:05d}")
    name = factory.Sequence(lambda n: f"Villeneuve-{n}")
    folded = factory.LazyAttribute(lambda commune: fold_commune(commune.name))
    departement = factory.LazyAttribute(lambda commune: commune.code[:3] if commune.code.startswith("97") else commune.code[:2])
    lat = 45.19
    lon = 5.72
    population = 5000
    town_hall_phone = "04 65 71 12 34"

    @factory.post_generation
    def postcodes(self, create, extracted, **kwargs):
        if create:
            for postcode in extracted or ():
                Postcode.objects.get_or_create(commune=self, postcode=postcode)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    kind = "partner"
    name = factory.Sequence(lambda n: f"Maison de quartier {n}")
    address = "12 rue des Lilas"
    postcode = "38000"
    city = "Grenoble"
    lat = 45.19
    lon = 5.72
    phone = "+33465710000"
    opening_hours = "Mo-Fr 09:00-12:00,14:00-17:00"
    services = factory.LazyFunction(lambda: ["Maîtrise des outils numériques du quotidien"])
    fees = factory.LazyFunction(lambda: ["Gratuit"])


class ReceptionPointFactory(PlaceFactory):
    kind = "reception_point"
    name = factory.Sequence(lambda n: f"Emmaüs Connect {n}")
    services = factory.LazyFunction(
        lambda: [
            "Maîtrise des outils numériques du quotidien",
            "Aide aux démarches administratives",
            "Acquisition de matériel informatique à prix solidaire",
        ]
    )
    modes = factory.LazyFunction(lambda: ["Accompagnement individuel", "Dans un atelier collectif"])
    national_programmes = factory.LazyFunction(lambda: ["Emmaüs Connect"])


class RelayFactory(PlaceFactory):
    kind = "relay"
    name = factory.Sequence(lambda n: f"Relais numérique {n}")
    services = factory.LazyFunction(lambda: ["Maîtrise des outils numériques du quotidien", "Accès internet et matériel informatique"])
    modes = factory.LazyFunction(lambda: ["Accompagnement individuel"])
    national_programmes = factory.LazyFunction(lambda: ["Relais numérique (Emmaüs Connect)"])


class PlaceTextFactory(DjangoModelFactory):
    class Meta:
        model = PlaceText
        django_get_or_create = ["place", "language"]

    place = factory.SubFactory(PlaceFactory)
    language = "en"
    summary = "Help with phones and computers."


class PlaceRoleFactory(DjangoModelFactory):
    class Meta:
        model = PlaceRole

    place = factory.SubFactory(PlaceFactory)
    role = "host"


class StockItemFactory(DjangoModelFactory):
    """A kind on the shelf of a place: ``StockItemFactory(place=place, kind="tablet", level="few")``, its facets with it."""

    class Meta:
        model = StockItem

    place = factory.SubFactory(PlaceFactory)
    kind = "laptop"
    level = "plenty"
    price_from = Decimal(80)
    buyers = "low_income"
    proofs = ["benefits", "jobseeker"]
    referral_way = "none"

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        from .stock.levels import follow

        if create:
            follow(instance.place_id)


class SaleProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = SaleProgramme
        django_get_or_create = ["name"]

    name = "Prix solidaire"


class SaleFactory(DjangoModelFactory):
    class Meta:
        model = Sale

    place = factory.SubFactory(PlaceFactory)
    kind = "laptop"
    quantity = 1
    unit_price = Decimal(80)
    key = factory.Sequence(lambda n: f"sale-{n}")
    sold_at = factory.LazyFunction(timezone.now)
    local_day = factory.LazyAttribute(lambda sale: timezone.localdate(sale.sold_at))


class StockAlertFactory(DjangoModelFactory):
    class Meta:
        model = StockAlert

    place = factory.SubFactory(PlaceFactory)
    kind = "laptop"
    phone = "+33639981234"


class StockReferralFactory(DjangoModelFactory):
    class Meta:
        model = StockReferral

    place = factory.SubFactory(PlaceFactory)
    kind = "laptop"
    structure = "Centre social des Tilleuls"
    helper_name = "Hélène Roux"
    helper_phone = "+33465710099"
    initials = "A. T."
