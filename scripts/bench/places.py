"""Nearest 10 of 100,000 places through the ORM, on SQLite and on PostgreSQL, and its equality to brute force."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from math import inf
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACES = 100_000
QUERIES = 500
SPARSE = "service:equipment"  # one place in 300
FILTERS = (
    "kind:partner", "kind:relay", "service:procedures", "service:everyday", "service:parenting", SPARSE, "fee:free", "fee:paid",
    "mode:group", "mode:individual", "audience:women", "care:literacy", "programme:aidants-connect", "programme:france-services",
    "language:ar", "language:ta", "entry:walk-in", "mobility:travelling",
)  # fmt: skip


def run() -> list[tuple[str, str, str]]:
    """Measure in a process of its own for each database, so that neither colours the other."""
    here = [sys.executable, str(Path(__file__).resolve())]
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-places-") as folder:
        without_postgres = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment = {**without_postgres, "DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_VAR": folder}
        for command in (here, [sys.executable, str(ROOT / "scripts" / "with_postgres.py"), *here]):
            rows += json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout.splitlines()[-1])
    return [tuple(row) for row in rows]


def measure() -> list[tuple[str, str, str]]:
    """Fill a throw-away database and measure it."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from catalogue.places.models import Place, PlaceFacet
    from catalogue.places.nearest import nearest

    created = setup_databases(verbosity=0, interactive=False)
    try:
        points = fill(random.Random(1))
        name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
        chance = random.Random(2)
        kinds = {
            "nearest 10 of 100,000": ([()], towns(chance)),
            "with each filter in turn": ([(facet,) for facet in FILTERS], towns(chance)),
            "with two filters": ([("service:procedures", "fee:free"), (SPARSE, "fee:free"), ("mode:group", "language:ar")], towns(chance)),
            "one place in 300 fits": ([(SPARSE,)], towns(chance)),
            "in dense Paris": ([()], around(chance, 48.8566, 2.3522, 0.05)),
            "in Réunion": ([(), (SPARSE,)], around(chance, -21.1, 55.5, 0.2)),
            "from the sea": ([()], seas(chance)),
            "one in 300, from the sea": ([(SPARSE,)], seas(chance)),
        }
        rows = []
        for what, (filters, places) in kinds.items():
            times = [timed(nearest, lat, lon, filters[number % len(filters)]) for number, (lat, lon) in enumerate(places)]
            rows.append((f"{name}: {what}", in_words(times), "p95 5 ms or less"))
        rows.append((f"{name}: equal to brute force", f"{compare(points)} of {QUERIES}", f"{QUERIES} of {QUERIES}"))
        if connection.vendor == "sqlite":
            rows.append(
                ("scikit-learn's ball tree, in memory: nearest 10", in_words(ball_tree(points, towns(random.Random(2)))), "for comparison")
            )
        PlaceFacet.objects.all().delete()
        Place.objects.all().delete()
        cache.clear()
        rows.append((f"{name}: of an empty table", in_words([timed(nearest, *point, ()) for point in towns(chance)]), "p95 5 ms or less"))
        return rows
    finally:
        teardown_databases(created, verbosity=0)


def timed(nearest, lat: float, lon: float, facets: tuple[str, ...]) -> float:
    """Return the seconds one search takes; what is known of the squares is kept as it is in use, so its first reading is not counted."""
    from django.db import reset_queries

    if facets not in _asked:
        _asked.add(facets)
        nearest(lat, lon, facets=facets)
    reset_queries()
    begin = time.perf_counter()
    nearest(lat, lon, facets=facets)
    return time.perf_counter() - begin


_asked: set[tuple[str, ...]] = set()


def in_words(times: list[float]) -> str:
    times = sorted(times)
    return f"median {1000 * times[len(times) // 2]:.1f} ms, p95 {1000 * times[int(0.95 * len(times))]:.1f} ms"


def ball_tree(points: list[tuple[int, float, float, bool]], places: list[tuple[float, float]]) -> list[float]:
    """Return the seconds of the same searches by a ball tree over bare numbers: no database, no filter, no object."""
    import numpy
    from sklearn.neighbors import BallTree

    tree = BallTree(numpy.radians([(lat, lon) for _pk, lat, lon, _sparse in points]), metric="haversine")
    times = []
    for lat, lon in places:
        begin = time.perf_counter()
        tree.query(numpy.radians([(lat, lon)]), k=10)
        times.append(time.perf_counter() - begin)
    return times


def around(chance: random.Random, lat: float, lon: float, spread: float, count: int = 200) -> list[tuple[float, float]]:
    return [(lat + chance.gauss(0, spread), lon + chance.gauss(0, spread)) for _ in range(count)]


def towns(chance: random.Random, count: int = 200) -> list[tuple[float, float]]:
    """Where people are: points spread as they are."""
    return [(lat + chance.gauss(0, 0.05), lon + chance.gauss(0, 0.05)) for lat, lon in communes(chance, count)]


def seas(chance: random.Random, count: int = 200) -> list[tuple[float, float]]:
    """Biscay, Channel, Mediterranean, Atlantic, the Indian Ocean."""
    waters = ((45.5, -4.0), (50.2, -2.0), (42.2, 5.5), (47.0, -6.5), (-20.0, 57.5), (0.0, 0.0))
    picked = (waters[number % len(waters)] for number in range(count))
    return [(lat + chance.uniform(-0.5, 0.5), lon + chance.uniform(-0.5, 0.5)) for lat, lon in picked]


def communes(chance: random.Random, count: int) -> list[tuple[float, float]]:
    import csv
    import lzma

    from catalogue.places.loading import FILE

    with lzma.open(FILE, "rt", encoding="utf-8") as stream:
        rows = [(float(row["lat"]), float(row["lon"]), int(row["population"])) for row in csv.DictReader(stream)]
    return [(lat, lon) for lat, lon, _people in chance.choices(rows, weights=[people + 50 for _lat, _lon, people in rows], k=count)]


def fill(chance: random.Random) -> list[tuple[int, float, float, bool]]:
    """Make the places; returns (key, lat, lon, whether it has the sparse facet)."""
    from django.db import connection

    from catalogue.places.facets import sync_facets
    from catalogue.places.models import Place
    from catalogue.places.vocabulary import FAMILIES, value_of

    services = [term.value for term in FAMILIES["service"] if term.code != "equipment"]
    points = []
    spread = [(lat + chance.gauss(0, 0.02), lon + chance.gauss(0, 0.03)) for lat, lon in communes(chance, PLACES)]
    for start in range(0, PLACES, 5000):
        batch = [
            Place(
                name=f"Lieu {start + number}",
                lat=lat,
                lon=lon,
                services=chance.sample(services, 2) + ([value_of(SPARSE)] if chance.random() < 1 / 300 else []),
                kind=chance.choices(("partner", "relay", "reception_point"), (97, 2.5, 0.5))[0],
                fees=chance.choices((["Gratuit"], ["Gratuit sous condition"], ["Payant"], []), (60, 10, 5, 25))[0],
                modes=chance.sample(("En autonomie", "Accompagnement individuel", "Dans un atelier collectif", "À distance"), 2),
                audiences=["Femmes"] if chance.random() < 0.01 else [],
                special_care=["Illettrisme"] if chance.random() < 0.2 else [],
                national_programmes=chance.choices((["Aidants Connect"], ["France Services"], []), (8, 5, 87))[0],
                languages=chance.choices((["fr", "ar"], ["fr", "ta"], ["fr"]), (10, 0.2, 89.8))[0],
                access_modes=["Se présenter"] if chance.random() < 0.7 else [],
                mobility=["Itinérant"] if chance.random() < 0.03 else ["Fixe"],
            )
            for number, (lat, lon) in enumerate(spread[start : start + 5000])
        ]
        Place.objects.bulk_create(batch, batch_size=500)
        sync_facets(batch)
        points += [(place.pk, place.lat, place.lon, value_of(SPARSE) in place.services) for place in batch]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return points


def compare(points: list[tuple[int, float, float, bool]]) -> int:
    """Return on how many random queries the answer is that of brute force."""
    import numpy

    from catalogue.places.distance import km_between
    from catalogue.places.nearest import MAX_KM, nearest_ids

    chance = random.Random(3)
    keys = numpy.array([point[0] for point in points])
    lats, lons = (numpy.radians(numpy.array([point[axis] for point in points])) for axis in (1, 2))
    has_sparse = numpy.array([point[3] for point in points])
    where = {pk: (lat, lon) for pk, lat, lon, _sparse in points}
    queries = towns(chance, 200) + seas(chance, 150)
    queries += [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(50)]
    queries += [(chance.uniform(41, 52), chance.uniform(-6, 10)) for _ in range(QUERIES - len(queries))]
    equal = 0
    for number, (lat, lon) in enumerate(queries):
        sparse, limit = number % 2 == 1, chance.choice((1, 10, 30))
        half = (numpy.sin((lats - numpy.radians(lat)) / 2) ** 2) + numpy.cos(numpy.radians(lat)) * numpy.cos(lats) * (
            numpy.sin((lons - numpy.radians(lon)) / 2) ** 2
        )
        if sparse:
            half = numpy.where(has_sparse, half, inf)
        likely = numpy.argpartition(half, limit + 20)[: limit + 20]
        exact = sorted((km_between(lat, lon, *where[pk]), pk) for pk in keys[likely].tolist() if not sparse or has_sparse[pk - keys[0]])
        brute = [pair for pair in exact if pair[0] <= MAX_KM][:limit]
        equal += brute == nearest_ids(lat, lon, facets=(SPARSE,) if sparse else (), limit=limit)
    return equal


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    import django

    django.setup()
    print(json.dumps(measure()))
