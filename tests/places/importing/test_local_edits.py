"""What the team wrote itself survives an import."""

import pytest

from catalogue.places.importing import Fate
from catalogue.places.models import Place
from tests.places.importing.sending import ROW

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]


def test_a_field_of_the_team_is_kept_and_the_report_names_it(send):
    send(ROW)
    Place.objects.update(phone="+33465710001", local_fields=["phone"])
    report = send({**ROW, "telephone": "04 65 71 00 02", "nom": "La Grande Passerelle"})
    place = Place.objects.get()
    assert (place.phone, place.name) == ("+33465710001", "La Grande Passerelle")
    assert report.lines[0].kept == ("phone",)
    assert report.lines[0].fate == Fate.UPDATED


def test_a_row_whose_only_change_is_kept_out_is_unchanged(send):
    send(ROW)
    Place.objects.update(phone="+33465710001", local_fields=["phone"])
    line = send({**ROW, "telephone": "04 65 71 00 02"}).lines[0]
    assert (line.fate, line.kept) == (Fate.UNCHANGED, ("phone",))


def test_a_field_given_back_takes_the_words_of_the_source_again(send):
    send({**ROW, "telephone": "04 65 71 00 02"})
    Place.objects.update(phone="+33465710001", local_fields=["phone"])
    Place.objects.update(local_fields=[])
    assert send({**ROW, "telephone": "04 65 71 00 02"}).lines[0].fate == Fate.UPDATED
    assert Place.objects.get().phone == "+33465710002"
