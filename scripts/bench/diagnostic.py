"""The diagnostic: the next question with 40 and with 500, the outcome, the route, and the simulation's rates."""

from collections.abc import Callable
from random import Random
from statistics import quantiles
from time import perf_counter

from diagnostic.bank_file import bank_from_file
from diagnostic.engine import PREREQUISITES, Answer, Bank, Class, Item, Kind, bank_of, next_item, outcome, remaining
from diagnostic.routing import Doors, Needs, PlaceOption, SessionOption, route
from diagnostic.simulation import simulate

PEOPLE = 4000


def run() -> list[tuple[str, str, str]]:
    """Rows of (what, measured, wanted)."""
    real, large = bank_from_file(), _bank_of_size(500)
    report, free = simulate(real, PEOPLE, seed=1), simulate(real, PEOPLE, seed=1, free=True)
    return [
        (f"next question of {len(real.items)}, 95th percentile", _p95(_asking(real, next_item)), "≤ 5 ms"),
        ("next question of 500, 95th percentile", _p95(_asking(large, next_item)), "≤ 10 ms"),
        ("how many are left, 95th percentile", _p95(_asking(real, remaining)), "≤ 10 ms"),
        ("outcome, 95th percentile", _p95(_asking(real, outcome)), "≤ 5 ms"),
        ("route among 100 sessions and 60 places, 95th percentile", _p95(_routing()), "≤ 5 ms"),
        (f"exact class, {PEOPLE} simulated visitors", f"{report.exact:.3f}", f"≥ 0.74 (without constraints {free.exact:.3f})"),
        ("adjacent class", f"{report.adjacent:.4f}", "≥ 0.99"),
        ("questions asked, mean", f"{report.questions:.2f}", f"≤ 10.5 (without constraints {free.questions:.2f})"),
    ]


def _p95(calls: list[Callable[[], object]]) -> str:
    times = []
    for call in calls:
        start = perf_counter()
        call()
        times.append(1000 * (perf_counter() - start))
    return f"{quantiles(times, n=20)[-1]:.2f} ms"


def _asking(bank: Bank, ask: Callable[[Bank, list[Answer]], object]) -> list[Callable[[], object]]:
    """The same call after 0 to 11 answers, many times over."""
    rng = Random(4)
    calls: list[Callable[[], object]] = []
    for _ in range(25):
        asked = rng.sample(bank.items, 11)
        answers = [Answer(item.code, rng.choice((0, 2) if item.kind == Kind.TASK else (0, 1, 2))) for item in asked]
        calls += [lambda given=answers[:count]: ask(bank, given) for count in range(12)]
    return calls


def _routing() -> list[Callable[[], object]]:
    rng = Random(5)
    sessions = tuple(
        SessionOption(
            id=number,
            skills=frozenset(rng.sample(PREREQUISITES, 3)),
            level=rng.choice(("beginner", "intermediate", "advanced")),
            format=rng.choice(("group", "individual")),
            language=rng.choice(("fr", "ar")),
            km=rng.uniform(0, 60),
            starts=f"2026-12-{1 + number % 28:02}T10:00",
            free=rng.randint(0, 6),
        )
        for number in range(100)
    )
    places = tuple(PlaceOption(number, rng.choice(("relay", "reception_point")), rng.uniform(0, 60)) for number in range(60))
    doors = Doors(sessions, places, ("Mairie", "05 36 49 00 00"))
    found = [outcome(bank_from_file(), []), *(outcome(bank_of(()), [], never_online=True) for _ in Class)]
    return [lambda result=result: route(result, Needs(), doors) for result in found * 40]


def _bank_of_size(size: int) -> Bank:
    items = []
    for number in range(size):
        skill = PREREQUISITES[number % len(PREREQUISITES)]
        kind = Kind.TASK if number % 2 else Kind.DECLARED
        items.append(Item(f"{skill}-x{number:03}", skill, skill[0], kind, 1 + number // 20 % 5, 3 + number % 3 % 2))
    return bank_of(items)
