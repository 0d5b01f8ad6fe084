import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from catalogue.places.factories import CommuneFactory
from diagnostic import figures
from diagnostic.counting import add, count_once, forget_runs
from diagnostic.factories import DailyCountFactory
from diagnostic.models import CountedRun, DailyCount


@pytest.mark.both
@pytest.mark.django_db
def test_a_run_is_counted_once():
    assert count_once("abc", departement="38", klass="beginner", route="beginner:session")
    assert not count_once("abc", departement="38", klass="beginner", route="beginner:session")
    assert count_once("abd", departement="38", klass="beginner", route="beginner:session")
    assert DailyCount.objects.get().count == 2


@pytest.mark.django_db
def test_what_is_kept_of_a_run_is_a_random_number_hashed_and_forgotten_after_a_day():
    count_once("abc", route="beginner:session")
    kept = CountedRun.objects.get()
    assert "abc" not in kept.digest
    assert forget_runs() == 0
    CountedRun.objects.update(day=date.today() - timedelta(days=2))
    assert forget_runs() == 1


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_counts_made_at_once_lose_nothing():
    day = date.today()
    add(day, departement="38", klass="", route="r", helped=False, commune="")

    def count():
        try:
            add(day, departement="38", klass="", route="r", helped=False, commune="")
        finally:
            connection.close()

    threads = [threading.Thread(target=count) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert DailyCount.objects.get().count == 9


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ([40, 12, 9], [40, 12, 9]),
        ([40, 12, 3], [40, None, None]),  # one hidden cell alone would be given back by the total
        ([40, 12, 3, 4], [40, 12, None, None]),
        ([40, 12, 1, 2], [40, None, None, None]),  # three people in all: too few to hide among themselves
        ([4], [None]),
        ([0, 8], [0, 8]),
        ([], []),
    ],
)
def test_a_published_cell_is_never_under_five_nor_worked_out(counts, published):
    assert figures.hide_small(counts) == published


@pytest.mark.django_db
def test_the_tables_say_in_words_what_was_counted():
    today = date.today()
    CommuneFactory(code="16015", name="Angoulême", departement="16")
    for departement, route, commune in (("38", "beginner:session", ""), ("16", "individual:town_hall", "16015")):
        DailyCountFactory(day=today, departement=departement, route=route, commune=commune, count=7)
    found = {table.title: {cell.label: cell.count for cell in table.cells} for table in figures.tables(today.replace(day=1), today)}
    assert found["Par département"] == {"16 · Charente": 7, "38 · Isère": 7}
    assert found["Communes sans lieu proche"] == {"Angoulême (16)": 7}
    assert found["Par classe"] == {"Débutant": 14}
    assert "En tête-à-tête · le numéro de la mairie" in found["Par suite proposée"]
    assert found["Seul ou avec un aidant"] == {"Seul": 14}
