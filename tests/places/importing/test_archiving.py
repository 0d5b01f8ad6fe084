"""What its source does not hold any more is archived, unless it is too much."""

import pytest

from catalogue.places.factories import PlaceFactory
from catalogue.places.importing import Fate, Options, run_import
from catalogue.places.models import ImportSource, Place, PlaceFacet
from tests.places.importing.sending import ROW, rows_of

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]


def shown():
    return set(Place.objects.listed().values_list("source_id", flat=True))


def test_a_row_that_vanishes_is_archived_and_said(send):
    rows = rows_of(10)
    send(*rows, source="Un")
    report = send(*rows[1:], source="Un")
    gone = Place.objects.get(source_id="a0")
    assert (report.fates[Fate.ARCHIVED], report.lines[-1].id, report.lines[-1].number) == (1, "a0", None)
    assert gone.archived_at is not None
    assert gone.archive_reason == "vanished"
    assert not PlaceFacet.objects.filter(place=gone).exists()
    assert report.rows == 9


def test_it_is_shown_again_when_it_comes_back(send):
    rows = rows_of(10)
    for sent in (rows, rows[1:], rows):
        report = send(*sent, source="Un")
    assert report.fates == {Fate.UPDATED: 1, Fate.UNCHANGED: 9}
    assert report.lines[0].repairs == ("back",)
    place = Place.objects.get(source_id="a0")
    assert (place.archived_at, place.archive_reason) == (None, "")
    assert PlaceFacet.objects.filter(place=place).exists()


def test_what_the_team_archived_stays_so(send):
    send(*rows_of(3), source="Un")
    Place.objects.filter(source_id="a0").update(archived_at="2026-01-01T00:00:00Z")
    assert send(*rows_of(3), source="Un").fates == {Fate.UNCHANGED: 3}
    assert Place.objects.get(source_id="a0").archived_at is not None


def test_what_the_team_wants_shown_stays_shown(send):
    rows = rows_of(10)
    send(*rows, source="Un")
    Place.objects.filter(source_id="a0").update(local_fields=["archived_at"])
    assert send(*rows[1:], source="Un").fates[Fate.ARCHIVED] == 0
    assert "a0" in shown()


def test_more_than_one_in_five_is_not_archived_and_the_report_says_so(send):
    rows = rows_of(10)
    send(*rows, source="Un")
    report = send(*rows[3:], source="Un")
    assert report.fates[Fate.ARCHIVED] == 0
    assert len(report.held_back) == 3
    assert any("3" in warning for warning in report.warnings)
    assert len(shown()) == 10
    assert send(*rows[2:], source="Un").fates[Fate.ARCHIVED] == 2  # one in five is not more


def test_the_guard_looks_at_each_source_of_a_file(send):
    many, few = rows_of(20, source="Grande"), [{**row, "id": f"b{row['id']}"} for row in rows_of(2, source="Petite")]
    send(*many, *few)
    assert len(send(*many, few[0]).held_back) == 1
    assert len(shown()) == 22


def test_other_sources_and_our_own_places_are_left_alone(send):
    PlaceFactory(source="local", source_id="x1")
    send(*rows_of(3), source="Un")
    assert send(*rows_of(3), source="Deux").fates == {Fate.CREATED: 3}
    assert len(shown()) == 7 - 3  # three ids are in both sources


def test_a_part_of_a_source_archives_nothing(send):
    rows = rows_of(10)
    send(*rows, source="Un")
    assert send(rows[0], {**ROW, "id": "b"}, source="Un", is_complete=False).fates == {Fate.UNCHANGED: 1, Fate.CREATED: 1}
    assert len(shown()) == 11


def test_a_refused_row_is_not_gone(send):
    rows = rows_of(10)
    send(*rows, source="Un")
    report = send({**rows[0], "nom": ""}, *rows[1:], source="Un")
    assert report.fates == {Fate.REFUSED: 1, Fate.UNCHANGED: 9}


def test_rows_hidden_by_a_quotation_mark_are_not_gone(send, tmp_path):
    rows = rows_of(20)
    send(*rows, source="Un")
    path = tmp_path / "lieux.csv"
    lines = path.read_text().splitlines()
    lines[5] = lines[5].replace("Lieu 4", '"Lieu 4')
    lines[7] = lines[7].replace("Lieu 6", 'Lieu 6"')
    path.write_text("\n".join(lines))
    report = run_import(path, Options(source="Un"))
    assert report.fates[Fate.REFUSED] == 1
    assert report.fates[Fate.ARCHIVED] == 0
    assert report.held_back
    assert len(shown()) == 20


def test_a_trial_says_what_would_be_archived(send):
    rows = rows_of(10)
    send(*rows, source="Un")
    report = send(*rows[1:], source="Un", dry_run=True)
    assert report.fates[Fate.ARCHIVED] == 1
    assert len(shown()) == 10


def test_a_feed_archives_what_it_brought_whatever_the_rows_say(send):
    feed = ImportSource.objects.create(name="Nation")
    rows = rows_of(10, source="Grande")
    send(*rows, feed_id=feed.pk)
    send(*rows_of(2, source="Grande")[:1], {**ROW, "id": "apart", "source": "Grande"}, is_complete=False)
    report = send(*rows[1:], feed_id=feed.pk)
    assert report.fates[Fate.ARCHIVED] == 1
    assert Place.objects.get(source_id="apart").archived_at is None
