"""Our files are files of the national standard: the frictionless library judges, and our own import reads them back."""

import json

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from frictionless import Schema
from frictionless.resources import TableResource

from catalogue.places.factories import PlaceFactory
from catalogue.places.importing import import_file
from catalogue.places.models import OpenDataFile, Place
from catalogue.places.open_data import files
from catalogue.places.open_data.standard import COLUMNS, UNKNOWN_PIVOT, row_of, without_formulas
from catalogue.places.open_data.table_schema import table_schema

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def a_full_place(**changes) -> Place:
    return PlaceFactory(
        **{
            "name": "Médiathèque | annexe",
            "address": "12 rue du Moulin",
            "city": "Angoulême",
            "postcode": "16000",
            "lat": 45.65,
            "lon": 0.16,
            "phone": "+33536490001",
            "emails": ["lieu@exemple.invalid"],
            "websites": ["https://www.exemple.invalid/"],
            "services": ["Aide aux démarches administratives", "Une valeur inconnue"],
            "fees": ["gratuit"],
            "audiences": ["Familles et/ou enfants"],
            "special_care": ["Langues étrangères (anglais)"],
            "national_programmes": ["Relais numérique (Emmaüs Connect)"],
            "modes": ["À distance", "En autonomie"],
            "access_modes": ["Se présenter"],
            "mobility": ["Fixe"],
            "trainings": ["ORDI 3.0", "Une formation d’ici"],
            "other_labels": ["Label d’ici"],
            "opening_hours": "Mo-Fr 09:00-12:00; PH off",
            "description": "Deux lignes,\nla seconde.",
            **changes,
        }
    )


def judge(path, format) -> list[str]:
    report = TableResource(
        path=path.name, basepath=str(path.parent), schema=Schema.from_descriptor(table_schema()), format=format
    ).validate()
    return [error.message for task in report.tasks for error in task.errors]


def written(format, tmp_path):
    record = files.build(format, "now", timezone.now())
    return tmp_path / "media" / record.path


@pytest.mark.parametrize("format", ["csv", "json"])
def test_the_whole_directory_is_valid_against_the_standard(format, tmp_path):
    a_full_place()
    a_full_place(name="Sans rien d’autre", phone="3949", lat=None, lon=None, services=[], summary="", pivot="", websites=[], emails=[])
    assert judge(written(format, tmp_path), format) == []
    assert OpenDataFile.objects.get(format=format).rows == 2


def test_the_judge_refuses_what_the_standard_refuses(tmp_path):
    row = {**row_of(a_full_place()), "code_postal": "1600"}
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps([row]))
    assert judge(path, "json")


def test_a_row_says_what_the_place_says_in_the_words_of_the_standard():
    row = row_of(a_full_place(pivot=""))
    assert list(row) == list(COLUMNS)
    assert row["services"] == "Aide aux démarches administratives"
    assert row["frais_a_charge"] == "Gratuit"
    assert row["modalites_accompagnement"] == "À distance|En autonomie"
    assert row["formations_labels"] == "ORDI 3.0"
    assert row["autres_formations_labels"] == "Label d’ici|Une formation d’ici"
    assert row["pivot"] == UNKNOWN_PIVOT
    assert row["telephone"] == "+33536490001"


def test_a_short_number_is_no_phone_of_the_standard():
    assert row_of(a_full_place(phone="3949"))["telephone"] == ""


def test_a_place_without_an_address_is_left_out_and_counted(tmp_path):
    a_full_place()
    a_full_place(address="")
    record = files.build("csv", "now", timezone.now())
    assert (record.rows, record.left_out) == (1, 1)


def test_hidden_and_archived_places_are_not_given():
    a_full_place(is_listed=False)
    a_full_place(archived_at=timezone.now())
    assert files.build("csv", "now", timezone.now()).rows == 0


def test_no_cell_runs_as_a_formula_and_a_phone_stays_a_phone(tmp_path):
    a_full_place(name='=HYPERLINK("https://mal.invalid")', summary="+1 atelier")
    row = without_formulas(row_of(Place.objects.get()))
    assert row["nom"].startswith("'=")
    assert row["presentation_resume"].startswith("'+")
    assert row["telephone"] == "+33536490001"
    assert judge(written("csv", tmp_path), "csv") == []


def test_what_we_publish_our_own_import_reads_back_unchanged(tmp_path):
    place = a_full_place()
    path = written("csv", tmp_path)
    copy = path.rename(tmp_path / "lieux.csv")
    Place.objects.all().delete()
    import_file(copy)
    read = Place.objects.get()
    for name in (
        "address",
        "city",
        "postcode",
        "phone",
        "emails",
        "websites",
        "audiences",
        "special_care",
        "modes",
        "mobility",
        "opening_hours",
    ):
        assert getattr(read, name) == getattr(place, name), name
    assert read.services == ["Aide aux démarches administratives"]
    assert (round(read.lat, 4), round(read.lon, 4)) == (45.65, 0.16)


def test_geojson_gives_longitude_first_and_leaves_out_what_has_no_point(tmp_path):
    a_full_place()
    a_full_place(lat=None, lon=None)
    data = json.loads(written("geojson", tmp_path).read_text())
    assert data["type"] == "FeatureCollection"
    [feature] = data["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [0.16, 45.65]}
    assert feature["properties"]["services"] == ["Aide aux démarches administratives"]


def test_files_are_made_again_only_when_a_place_has_changed_and_not_within_the_hour():
    place = a_full_place()
    now = timezone.now()
    assert files.refresh(now) == "built"
    assert files.refresh(now) == "unchanged"
    place.name = "Autre nom"
    place.save()
    assert files.refresh(now) == "unchanged"
    assert files.refresh(now + files.NOT_MORE_THAN) == "built"


def test_a_file_that_is_replaced_leaves_nothing_behind():
    place = a_full_place()
    first = files.build("csv", "one", timezone.now()).path
    place.name = "Autre nom"
    place.save()
    second = files.build("csv", "two", timezone.now()).path
    assert not default_storage.exists(first)
    assert default_storage.exists(second)
