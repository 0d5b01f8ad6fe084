"""Suggestions, places by name, and the page of the search, with 100,000 places in real communes, on SQLite and on PostgreSQL."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACES = 100_000
KINDS = (
    "Médiathèque", "France Services", "Mairie", "Centre social", "Espace numérique", "Mission locale", "CCAS", "Maison de quartier",
    "Association", "Point d’accueil Emmaüs Connect", "Bibliothèque", "Cyber-base", "MJC",
)  # fmt: skip
NAMES = (
    "Louis Aragon", "Jean Jaurès", "Simone Veil", "Victor Hugo", "Les Lilas", "La Passerelle", "Le Phare", "George Sand", "Jules Ferry",
    "du Centre", "des Tilleuls", "Saint-Exupéry",
)  # fmt: skip
HOURS = ("Mo-Fr 09:00-12:00,14:00-17:00", "Mo-Sa 10:00-18:00", "Tu 14:00-20:00; Sa 09:00-12:00", "", "sur rendez-vous", "Su 03:00-03:10")
PAGES = {
    "near a town": "near=Grenoble",
    "open this evening": "near=Grenoble&when=evening",
    "every filter": "near=Angers&need=procedures&mode=group&language=ar&kind=relay&free=1&access=1&women=1&when=saturday",
    "a name that many places bear": "near=Mediatheque+Louis+Aragon",
    "a town misspelt": "near=Grenobel",
    "an address, the geocoder off": "near=12+rue+des+Lilas+Nantes",
}


def run() -> list[tuple[str, str, str]]:
    """Measure in a process of its own for each database, so that neither colours the other."""
    here = [sys.executable, str(Path(__file__).resolve())]
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        without_postgres = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment = {**without_postgres, "DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_VAR": folder}
        for command in (here, [sys.executable, str(ROOT / "scripts" / "with_postgres.py"), *here]):
            rows += json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout.splitlines()[-1])
    return [tuple(row) for row in rows]


def measure() -> list[tuple[str, str, str]]:
    """Fill a throw-away database and measure it."""
    from django.core.cache import cache
    from django.db import connection
    from django.http import QueryDict
    from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases
    from django.utils.translation import override

    from catalogue.places.listing import listing_for
    from catalogue.places.searching.names import places_named
    from catalogue.places.searching.suggestions import suggestions_for

    created = setup_databases(verbosity=0, interactive=False)
    try:
        chance = random.Random(1)
        towns, names = fill(chance)
        engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
        beginnings = [town[: chance.randint(2, len(town))] for town in chance.sample(towns, 200)]
        beginnings += [name[: chance.randint(3, len(name))] for name in chance.sample(names, 200)]
        beginnings += [f"{chance.randint(1, 95):02d}{chance.randint(0, 999):03d}"[: chance.randint(2, 5)] for _ in range(100)]
        beginnings += ["sa", "la", "st", "saint", "me", "fr", "france serv", "mairie mediatheque", "mediatheque mairie l"]
        rows = [(f"{engine}: suggestions", in_words([timed(suggestions_for, text) for text in beginnings]), "p95 10 ms or less")]
        found = [timed(lambda name: places_named(name, limit=60), name) for name in chance.sample(names, 200)]
        rows.append((f"{engine}: places of a name", in_words(found), ""))
        with override("fr"):
            for what, query in PAGES.items():
                cache.clear()
                with CaptureQueriesContext(connection) as queries:
                    cold = timed(listing_for, QueryDict(query))
                times = [timed(listing_for, QueryDict(query)) for _ in range(20)]
                shown = f"{len(queries)} queries and {cold:.0f} ms cold, {in_words(times)}"
                rows.append((f"{engine}: {what}", shown, "15 queries or less with the page around it"))
        return rows
    finally:
        teardown_databases(created, verbosity=0)


def timed(function, argument) -> float:
    """Return milliseconds."""
    begin = time.perf_counter()
    function(argument)
    return 1000 * (time.perf_counter() - begin)


def in_words(times: list[float]) -> str:
    times = sorted(times)
    return f"median {times[len(times) // 2]:.1f} ms, p95 {times[int(0.95 * len(times))]:.1f} ms"


def fill(chance: random.Random) -> tuple[list[str], list[str]]:
    """Make the places, spread as people are; returns names of towns and of places."""
    from django.db import connection, transaction

    from catalogue.places.facets import add_facets
    from catalogue.places.loading import load_communes
    from catalogue.places.models import Commune, CommuneKind, Place
    from catalogue.places.vocabulary import FAMILIES

    load_communes()
    communes = list(Commune.objects.exclude(kind=CommuneKind.DELEGATED).values_list("code", "name", "lat", "lon", "population"))
    picked = chance.choices(communes, weights=[commune[4] + 50 for commune in communes], k=PLACES)
    services = [term.value for term in FAMILIES["service"]]
    names = []
    for start in range(0, PLACES, 5000):
        batch = []
        for code, town, lat, lon, _people in picked[start : start + 5000]:
            name = f"{chance.choice(KINDS)} {chance.choice(NAMES)}" + (f" {town}" if chance.random() < 0.5 else "")
            place = Place(name=name, city=town, commune_id=code, lat=lat + chance.gauss(0, 0.02), lon=lon + chance.gauss(0, 0.03))
            place.opening_hours, place.services = chance.choice(HOURS), chance.sample(services, 2)
            place.fees = ["Gratuit"] if chance.random() < 0.9 else []
            place.modes = ["Dans un atelier collectif"] if chance.random() < 0.5 else ["Accompagnement individuel"]
            place.audiences = ["Femmes"] if chance.random() < 0.01 else []
            place.special_care = ["Handicaps moteurs"] if chance.random() < 0.1 else []
            place.languages = ["fr", "ar"] if chance.random() < 0.2 else ["fr"]
            place.fold()
            batch.append(place)
            names.append(name)
        with transaction.atomic():
            Place.objects.bulk_create(batch, batch_size=500)
            add_facets(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [commune[1] for commune in communes], names


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    import django

    django.setup()
    print(json.dumps(measure()))
