"""Imports, sources and duplicates in the admin: who may, what they see, what they can do."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogue.places.factories import PlaceFactory
from catalogue.places.importing.permission import may_import
from catalogue.places.models import DuplicatePair, ImportRun, ImportSource, Place
from catalogue.places.visibility import places_seen_by
from core.access import DIRECTORY, EDITOR, HOST, PLACE_COORDINATOR
from tests.places.admin.conftest import address, person
from tests.places.admin.test_places import form_of
from tests.places.importing.sending import ROW, rows_of, write_rows

pytestmark = pytest.mark.usefixtures("communes")
LISTS = ("importrun", "importsource", "duplicatepair")


def lea():
    user = person(PLACE_COORDINATOR, username="lea")
    user.user_permissions.add(Permission.objects.get(codename="change_every_place"))
    return user


@pytest.fixture
def team(tree, client):
    client.force_login(lea())
    return client


@pytest.fixture
def upload(team, tmp_path, django_capture_on_commit_callbacks):
    def uploaded(*rows, content=None, name="lieux.csv", **values):
        content = write_rows(tmp_path / "x.csv", *rows).read_bytes() if content is None else content
        with django_capture_on_commit_callbacks(execute=True):
            return team.post(reverse("places_imports:new"), {"file": SimpleUploadedFile(name, content), "is_complete": "on", **values})

    return uploaded


@pytest.fixture
def pair(upload):
    upload(ROW, source_name="Un")
    upload({**ROW, "telephone": "04 65 71 00 02"}, source_name="Deux")
    return DuplicatePair.objects.get()


def test_a_file_is_sent_imported_and_its_report_read_and_downloaded(upload, team):
    response = upload(ROW, {**ROW, "id": "=1+1", "nom": "=cmd()", "code_postal": "3800"}, {**ROW, "id": ""})
    run = ImportRun.objects.get()
    assert response["Location"] == reverse("places_imports:report", args=[run.pk])
    text = team.get(response["Location"]).content.decode()
    assert "le code postal avait perdu son premier zéro" in text
    assert "L’identifiant est vide" in text or "identifiant" in text
    answer = team.get(reverse("places_imports:download", args=[run.pk]))
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == ["2", "3", "4"]
    assert lines[2][1:3] == ["'=1+1", "'=cmd()"]


@pytest.mark.parametrize("query", ["?fate=refused", "?fate=repaired", "?fate=nope", "?p=9999", "?p=x" + "9" * 500])
def test_rows_are_filtered_and_paged_whatever_is_asked(upload, team, query):
    upload(ROW, {**ROW, "id": ""})
    assert team.get(reverse("places_imports:report", args=[ImportRun.objects.get().pk]) + query).status_code == 200


def test_a_run_that_waits_shows_its_progress_and_refreshes_itself(team):
    run = ImportRun.objects.create(file_name="lieux.csv", state="running", rows_done=45_000, rows_total=100_000)
    page = team.get(reverse("places_imports:report", args=[run.pk])).content.decode()
    assert 'http-equiv="refresh"' in page
    assert 'value="45"' in page
    answer = team.get(reverse("places_imports:progress", args=[run.pk])).json()
    assert (answer["percent"], answer["is_over"]) == (45, False)


def test_a_trial_is_done_for_real(upload, team, django_capture_on_commit_callbacks):
    upload(ROW, is_dry_run="on")
    trial = ImportRun.objects.get()
    assert not Place.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        team.post(reverse("places_imports:for_real", args=[trial.pk]))
    assert Place.objects.count() == 1


def test_too_many_gone_are_archived_by_a_press(upload, team):
    upload(*rows_of(10), source_name="Un")
    upload(*rows_of(5), source_name="Un")
    run = ImportRun.objects.first()
    assert Place.objects.listed().count() == 10
    assert "5" in team.get(reverse("places_imports:report", args=[run.pk])).content.decode()
    team.post(reverse("places_imports:archive", args=[run.pk]))
    assert Place.objects.listed().count() == 5
    assert team.get(reverse("places_imports:report", args=[run.pk])).status_code == 200


@pytest.mark.parametrize(
    "values",
    [
        {"content": b"PK\x03\x04"},
        {"content": b""},
        {"url": "http://exemple.org/a.csv", "content": b"id,nom"},
        {"source": "999"},
        {"source": "x" * 5000},
        {"source_name": "local"},
        {"source_name": "x" * 5000},
    ],
)
def test_a_mistake_gets_a_sentence(upload, values):
    response = upload(ROW, **values)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not ImportRun.objects.exists()


def test_nothing_at_all_gets_a_sentence(team):
    assert team.post(reverse("places_imports:new"), {}).context["form"].errors["file"]


def test_a_gigabyte_is_refused_before_it_is_read(team):
    response = team.generic("POST", reverse("places_imports:new"), b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(10**9))
    assert response.status_code == 413
    assert "200" in response.content.decode()


def test_the_form_is_protected_against_forgery(tree, communes):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(lea())
    assert client.post(reverse("places_imports:new"), {"source_name": "Un"}).status_code == 403


def test_a_source_is_made_and_mistakes_are_said(team):
    good = {"name": "Nation", "url": "https://exemple.org/lieux.csv", "every": "7", "is_enabled": "on", "next_at": "2026-12-01 06:00"}
    assert team.post(address("add", model="importsource"), good).status_code == 302
    assert ImportSource.objects.get().every == 7
    for wrong in (
        {"url": "http://exemple.org/a"},
        {"url": "x" * 3000},
        {"name": "Local"},
        {"name": ""},
        {"every": "2"},
        {"next_at": "demain"},
    ):
        response = team.post(address("add", model="importsource"), {**good, "name": "Autre", **wrong})
        assert response.context["form"].errors, wrong


@pytest.mark.parametrize("form", ["", "csv", "xlsx"])
@pytest.mark.parametrize("model", LISTS)
def test_the_lists_answer_and_are_exported(pair, team, model, form):
    ImportSource.objects.create(name="Nation")
    response = team.get(address("list", model=model), {"export": form} if form else {})
    assert response.status_code == 200
    if form:
        assert b"".join(response.streaming_content if response.streaming else [response.content])


def test_a_pair_is_looked_at_and_settled(pair, team):
    page = team.get(reverse("places_imports:settle", args=[pair.pk])).content.decode()
    assert "04 65 71 00 02" in page
    team.post(reverse("places_imports:settle", args=[pair.pk]), {"keep": "first", "take-phone": "second"})
    kept = Place.objects.listed().get()
    assert (kept.pk, kept.phone) == (pair.first_id, "+33465710002")
    assert team.get(reverse("places_imports:settle", args=[pair.pk])).status_code == 200
    team.post(reverse("places_imports:undo", args=[pair.pk]))
    assert Place.objects.listed().count() == 2


@pytest.mark.parametrize("keep", ["both", "nobody", ""])
def test_a_pair_is_left_alone_or_kept(pair, team, keep):
    assert team.post(reverse("places_imports:settle", args=[pair.pk]), {"keep": keep}).status_code == 302
    assert Place.objects.listed().count() == 2


@pytest.mark.parametrize("name", ["report", "progress", "download", "settle"])
def test_what_does_not_exist_is_not_found(team, name):
    for pk in (0, 99, 10**30):
        assert team.get(reverse(f"places_imports:{name}", args=[pk])).status_code == 404


@pytest.mark.parametrize("group", [PLACE_COORDINATOR, EDITOR, HOST])
def test_the_others_may_not(tree, client, group):
    client.force_login(person(group))
    run, twin = ImportRun.objects.create(file_name="x"), PlaceFactory()
    pair = DuplicatePair.objects.create(first=PlaceFactory(pk=twin.pk + 1), second=PlaceFactory(pk=twin.pk + 2))
    addresses = [reverse("places_imports:new"), *(address("list", model=model) for model in LISTS)]
    addresses += [reverse(f"places_imports:{name}", args=[run.pk]) for name in ("report", "progress", "download", "archive", "for_real")]
    addresses += [reverse(f"places_imports:{name}", args=[pair.pk]) for name in ("settle", "undo")]
    for wanted in addresses:
        for answer in (client.get(wanted), client.post(wanted)):
            assert answer.status_code in (302, 403, 405), wanted
            assert answer.status_code != 302 or answer["Location"].endswith("/admin/"), wanted


def test_what_the_team_edits_is_kept_and_can_be_given_back(tree, communes, client):
    from core.models import User

    client.force_login(User.objects.create_superuser("chief", password="x" * 20))
    place = PlaceFactory(source="Nation", source_id="1", name="La Passerelle", lat=45.19, lon=5.73, phone="+33465710000", kind="relay")
    place.save()
    unchanged = form_of(commune="38185", **{"texts-TOTAL_FORMS": "0"})
    client.post(address("edit", place.pk), unchanged)
    place.refresh_from_db()
    first = set(place.local_fields)
    client.post(address("edit", place.pk), {**unchanged, "phone": "04 65 71 00 09", "local_fields": sorted(first)})
    place.refresh_from_db()
    assert set(place.local_fields) - first == {"phone"}
    page = client.get(address("edit", place.pk)).content.decode()
    assert 'name="local_fields"' in page
    client.post(address("edit", place.pk), {**unchanged, "phone": "04 65 71 00 09", "local_fields": []})
    place.refresh_from_db()
    assert place.local_fields == []


def test_the_group_of_the_directory_imports_adds_places_and_gives_roles(tree):
    user = person(DIRECTORY, username="ines")
    assert may_import(user)
    assert user.has_perms(["places.add_place", "places.delete_place", "places.add_placerole"])
    PlaceFactory()
    assert places_seen_by(user).count() == 1  # without any role
