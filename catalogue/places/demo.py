"""Believable places for the demonstration: 12 reception points in real cities, 200 relays in real communes.

Addresses, names and phones are fictional; the communes are real and drawn as people are spread.
"""

import random
from datetime import date
from itertools import accumulate

from django.utils import timezone

from . import demo_imports, demo_joining, demo_pictures, demo_stock, demo_upkeep
from .demo_words import ADJECTIVES, FLOWERS, HOURS, POINTS, RELAY_TEXTS, STREETS, TEXTS, THINGS
from .departements import time_zone_of
from .facets import sync_facets
from .factories import PlaceTextFactory, ReceptionPointFactory, RelayFactory
from .loading import load_communes
from .models import Commune, CommuneKind, Place, PlaceText
from .open_data import files

RELAYS = 200
_RELAYS_OVERSEAS = 10
SOURCE = "demo"
_SERVICES = (
    "Aide aux démarches administratives",
    "Maîtrise des outils numériques du quotidien",
    "Accès internet et matériel informatique",
    "Insertion professionnelle via le numérique",
    "Utilisation sécurisée du numérique",
    "Parentalité et éducation avec le numérique",
)
_PHONES = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49")


def build(rng: random.Random, today: date) -> tuple[list[Place], list[Place]]:
    """Make the demonstration's places where they are missing; returns (reception points, relays)."""
    if not Commune.objects.exists():
        load_communes()
    points = [_reception_point(number, *entry, today) for number, entry in enumerate(POINTS)]
    relays = _relays(rng, today)
    demo_pictures.build(points)
    demo_stock.build(rng, today, points, relays)
    demo_joining.build(today)
    demo_upkeep.build(SOURCE, today, relays)
    demo_imports.build(relays)
    files.refresh(timezone.now())
    return points, relays


def _reception_point(number: int, code: str, name: str, address: str, postcode: str, come: str, hours: str, today: date) -> Place:
    source_id = f"point-{code}"
    found = Place.objects.filter(source=SOURCE, source_id=source_id).first()
    if found is not None:
        return found
    commune = Commune.objects.select_related("parent").get(code=code)
    city = commune.parent or commune
    place: Place = ReceptionPointFactory.create(
        source=SOURCE,
        source_id=source_id,
        name=name,
        commune=commune,
        address=address,
        postcode=postcode,
        city=city.name,
        lat=commune.lat,
        lon=commune.lon,
        time_zone=time_zone_of(commune.departement),
        phone=f"04 65 71 00 {10 + number:02d}",
        emails=[f"point-{number + 1}@exemple.invalid"],
        opening_hours=hours,
        services=[*_SERVICES[:3], "Acquisition de matériel informatique à prix solidaire", _SERVICES[4]],
        audiences=[],
        special_care=["Illettrisme", "Langues étrangères (autres)"],
        access_modes=["Téléphoner", "Envoyer un mail avec une fiche de prescription"],
        booking_mode="here",
        mobility=["Fixe"],
        languages=["fr", "en", "ar"] if number % 2 == 0 else ["fr", "en"],
        summary=TEXTS["fr"]["summary"],
        description=TEXTS["fr"]["description"],
        how_to_come=come,
        verified_on=today,
    )
    for language in ("en", "ar"):
        PlaceTextFactory(place=place, language=language, **TEXTS[language])
    return place


def _relays(rng: random.Random, today: date) -> list[Place]:
    stored = {place.source_id: place for place in Place.objects.filter(source=SOURCE, kind="relay")}
    used: set[str] = set()
    made: list[Place] = []
    for number, commune in enumerate(_communes(rng)):
        place = _relay(rng, number, commune, used, today)
        made.append(place)
    new = [place for place in made if place.source_id not in stored]
    Place.objects.bulk_create(new, batch_size=100)
    sync_facets(new)
    PlaceText.objects.bulk_create(
        PlaceText(place=place, language=language, **RELAY_TEXTS[language]) for place in new for language in ("en", "ar")
    )
    return [stored.get(place.source_id, place) for place in made]


def _relay(rng: random.Random, number: int, commune: Commune, used: set[str], today: date) -> Place:
    codes = [postcode.postcode for postcode in commune.postcodes.all()]
    services = ["Maîtrise des outils numériques du quotidien", *rng.sample(_SERVICES, rng.choice((1, 2, 3)))]
    if rng.random() < 0.12:
        services.append("Acquisition de matériel informatique à prix solidaire")
    place: Place = RelayFactory.build(
        source=SOURCE,
        source_id=f"relay-{number + 1:03d}",
        name=_name(rng, used),
        commune=commune,
        address=f"{rng.randint(1, 90)} {rng.choice(STREETS)} {rng.choice(FLOWERS)}",
        postcode=rng.choice(codes) if codes else "",
        city=(commune.parent or commune).name,
        lat=round(commune.lat + rng.uniform(-0.008, 0.008), 5),
        lon=round(commune.lon + rng.uniform(-0.008, 0.008), 5),
        time_zone=time_zone_of(commune.departement),
        phone=f"{rng.choice(_PHONES)} {rng.randint(20, 99)} {number % 100:02d}",
        emails=[f"relais-{number + 1}@exemple.invalid"],
        opening_hours=rng.choice(HOURS),
        services=list(dict.fromkeys(services)),
        fees=["Gratuit"] if rng.random() < 0.9 else ["Gratuit sous condition"],
        modes=["Accompagnement individuel", "Dans un atelier collectif"] if rng.random() < 0.6 else ["Accompagnement individuel"],
        access_modes=["Se présenter", "Téléphoner"] if rng.random() < 0.7 else ["Téléphoner"],
        mobility=["Fixe"],
        **_welcome(number),
        languages=["fr", *rng.sample(("en", "ar", "es", "pt"), rng.choice((0, 0, 1, 2)))],
        summary=RELAY_TEXTS["fr"]["summary"],
        papers_asked="" if rng.random() < 0.85 else "Une pièce d’identité, si vous en avez une",
        verified_on=today,
    )
    place.fold()
    return place


def _welcome(number: int) -> dict[str, list[str]]:
    """Whom some relays receive in particular, without drawing lots: the other draws stay what they were."""
    return {
        "special_care": ["Handicaps moteurs"] if number % 3 == 0 else [],
        "audiences": ["Femmes"] if number % 17 == 4 else [],
    }


def _communes(rng: random.Random) -> list[Commune]:
    """Draw communes as people are spread, the big cities by arrondissement, at least a few overseas."""
    cities = ("75056", "69123", "13055")
    everywhere = Commune.objects.filter(population__gt=1500).exclude(kind=CommuneKind.DELEGATED).exclude(code__in=cities)
    rows = list(everywhere.order_by("code").values_list("code", "population"))
    overseas = [row for row in rows if row[0].startswith("97")]
    codes = _draw(rng, overseas, _RELAYS_OVERSEAS)
    codes += _draw(rng, [row for row in rows if not row[0].startswith("97")], RELAYS - _RELAYS_OVERSEAS)
    communes = Commune.objects.select_related("parent").prefetch_related("postcodes").in_bulk(codes)
    return [communes[code] for code in codes]


def _draw(rng: random.Random, rows: list[tuple[str, int]], count: int) -> list[str]:
    """Draw distinct codes with chances as the square root of the population, so that small towns have some too."""
    weights = list(accumulate(people**0.5 for _code, people in rows))
    drawn: dict[str, None] = {}
    while len(drawn) < min(count, len(rows)):
        drawn[rng.choices(rows, cum_weights=weights)[0][0]] = None
    return list(drawn)


def _name(rng: random.Random, used: set[str]) -> str:
    while True:
        name = f"{rng.choice(THINGS)} {rng.choice(ADJECTIVES)}"
        if name not in used:
            used.add(name)
            return name
