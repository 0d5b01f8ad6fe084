"""What may be one place in two sources is proposed, once, and nothing is merged."""

import pytest

from catalogue.places.factories import PlaceFactory
from catalogue.places.models import DuplicatePair, PairState, Place
from tests.places.importing.sending import ROW

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]
FAR = {"latitude": "45.2", "longitude": "5.74"}


@pytest.mark.parametrize(
    ("changes", "is_proposed"),
    [
        ({}, True),
        ({"nom": "LA PASSERELLE", "adresse": "1, rue des lilas"}, True),
        ({"adresse": "1 r. des Lilas"}, True),
        ({"latitude": "45.1905"}, True),
        ({"latitude": "45.1915"}, False),
        ({"nom": "La Passerelle d’en haut"}, False),
        ({"adresse": "2 rue des Lilas"}, False),
        ({"adresse": ""}, False),
    ],
)
def test_the_same_name_and_address_within_100_metres_is_proposed(send, changes, is_proposed):
    send(ROW, source="Un")
    report = send({**ROW, **changes}, source="Deux")
    assert report.duplicates == DuplicatePair.objects.count() == int(is_proposed)
    assert Place.objects.listed().count() == 2


def test_two_records_of_one_source_are_not_ours_to_judge(send):
    assert send(ROW, {**ROW, "id": "a2"}, source="Un").duplicates == 0


def test_our_own_places_are_twins_too(send):
    PlaceFactory(name="La passerelle", address="1 rue des Lilas", lat=45.19, lon=5.73, source="local")
    assert send(ROW, source="Un").duplicates == 1


def test_a_pair_is_proposed_once_whatever_was_answered(send):
    send(ROW, source="Un")
    send(ROW, source="Deux")
    DuplicatePair.objects.update(state=PairState.DIFFERENT)
    assert send({**ROW, "telephone": "04 65 71 00 02", "adresse": "1 Rue des Lilas"}, source="Deux").duplicates == 0
    assert DuplicatePair.objects.get().state == PairState.DIFFERENT


def test_a_trial_proposes_nothing(send):
    send(ROW, source="Un")
    send(ROW, source="Deux", dry_run=True)
    assert not DuplicatePair.objects.exists()
