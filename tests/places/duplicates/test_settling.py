"""Two records are settled by a person: one kept, both kept, or undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda.factories import SessionFactory
from catalogue.places.duplicates import settling
from catalogue.places.models import DuplicatePair, PairState, Place, PlaceFacet
from core.models import User
from tests.places.importing.sending import ROW

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]


@pytest.fixture
def pair(send):
    send({**ROW, "telephone": "04 65 71 00 01"}, source="Un")
    send({**ROW, "telephone": "04 65 71 00 02", "horaires": "Mo-Fr 09:00-12:00"}, source="Deux")
    return DuplicatePair.objects.select_related("first", "second").get()


@pytest.fixture
def person():
    return User.objects.create_user("lea", password="x" * 20)


def test_what_differs_is_shown(pair):
    assert settling.differing(pair) == ["phone", "opening_hours"]


def test_one_is_kept_with_what_is_taken_from_the_other(pair, person):
    settling.merge(pair, pair.first, ["opening_hours"], person)
    kept, other = Place.objects.get(pk=pair.first_id), Place.objects.get(pk=pair.second_id)
    assert (kept.phone, kept.opening_hours, kept.local_fields) == ("+33465710001", "Mo-Fr 09:00-12:00", ["opening_hours"])
    assert (other.merged_into, other.archive_reason) == (kept, "merged")
    assert other.archived_at is not None
    assert not PlaceFacet.objects.filter(place=other).exists()
    pair.refresh_from_db()
    assert (pair.state, pair.kept, pair.settled_by) == (PairState.MERGED, kept, person)


def test_the_address_of_the_other_leads_to_the_one_kept(pair, person, client, tree):
    settling.merge(pair, pair.second, [], person)
    response = client.get(f"/lieux/{pair.first_id}-la-passerelle/")
    assert response.status_code == 301
    assert response["Location"] == f"/lieux/{pair.second_id}-la-passerelle/"
    assert response["Cache-Control"] == "max-age=3600"
    assert client.get(response["Location"]).status_code == 200


def test_an_address_is_taken_whole(pair, person):
    Place.objects.filter(pk=pair.second_id).update(address="9 place du Marché", lat=45.1901)
    pair.second.refresh_from_db()
    settling.merge(pair, pair.first, ["address"], person)
    kept = Place.objects.get(pk=pair.first_id)
    assert (kept.address, kept.lat) == ("9 place du Marché", 45.1901)
    assert {"address", "lat", "lon", "commune_id"} <= set(kept.local_fields)


def test_an_import_leaves_what_was_settled(pair, person, send):
    settling.merge(pair, pair.first, ["opening_hours"], person)
    first = send({**ROW, "telephone": "04 65 71 00 01"}, source="Un").lines[0]
    second = send({**ROW, "telephone": "04 65 71 00 03"}, source="Deux").lines[0]
    assert (first.kept, second.repairs) == (("opening_hours",), ("merged",))
    assert list(Place.objects.listed()) == [pair.first]


def test_a_merge_is_undone(pair, person):
    before = list(
        Place.objects.order_by("pk").values("phone", "opening_hours", "local_fields", "archived_at", "archive_reason", "merged_into")
    )
    settling.merge(pair, pair.first, ["opening_hours", "phone"], person)
    settling.undo(pair, person)
    assert list(Place.objects.order_by("pk").values(*before[0])) == before
    assert PlaceFacet.objects.filter(place=pair.second).exists()
    pair.refresh_from_db()
    assert (pair.state, pair.kept, pair.settled_by) == (PairState.OPEN, None, None)


def test_undoing_leaves_what_was_changed_since(pair, person):
    settling.merge(pair, pair.first, ["phone"], person)
    Place.objects.filter(pk=pair.first_id).update(phone="+33465710009")
    settling.undo(pair, person)
    assert Place.objects.get(pk=pair.first_id).phone == "+33465710009"


def test_both_are_kept(pair, person):
    settling.keep_both(pair, person)
    assert Place.objects.listed().count() == 2
    pair.refresh_from_db()
    assert pair.state == PairState.DIFFERENT
    settling.undo(pair, person)
    pair.refresh_from_db()
    assert pair.state == PairState.OPEN


def test_a_pair_is_settled_once(pair, person):
    settling.keep_both(pair, person)
    with pytest.raises(settling.AlreadySettled):
        settling.merge(pair, pair.first, [], person)
    settling.undo(pair, person)
    with pytest.raises(settling.AlreadySettled):
        settling.undo(pair, person)


def test_a_record_with_sessions_to_come_is_not_archived(pair, person, tree):
    SessionFactory(place=pair.second, starts_at=timezone.now() + timedelta(days=3))
    with pytest.raises(settling.HasSessions):
        settling.merge(pair, pair.first, [], person)
    settling.merge(pair, pair.second, [], person)
