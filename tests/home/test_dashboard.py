"""The first screen of the admin."""

import pytest

from catalogue.workshops.factories import CallbackRequestFactory
from core import access
from core.models import User
from home import demo


@pytest.fixture
def people(tree):
    access.sync_groups()
    demo.build_accounts()
    return {user.username: user for user in User.objects.all()}


@pytest.mark.parametrize("name", ["admin", *demo.accounts.PEOPLE])
def test_everyone_s_first_screen_opens_and_says_where_to_begin(name, people, client):
    client.force_login(people[name])
    answer = client.get("/admin/")
    assert answer.status_code == 200
    assert "Par où commencer" in answer.content.decode()


def test_the_team_sees_what_is_coming_and_what_waits_for_them(people, client):
    client.force_login(people["admin"])
    html = client.get("/admin/").content.decode()
    assert "avec des places libres" in html
    assert "à regarder" in html


def test_numbers_one_may_not_see_are_not_shown(people, client):
    client.force_login(people["traduction"])
    assert "à regarder" not in client.get("/admin/").content.decode()


def test_who_calls_sees_how_many_calls_wait_and_where(people, client):
    CallbackRequestFactory()
    client.force_login(people["appels"])
    html = client.get("/admin/").content.decode()
    assert "appel à faire" in html and "/admin/call-desk/" in html
    client.force_login(people["traduction"])
    assert "/admin/call-desk/" not in client.get("/admin/").content.decode()


def test_nobody_is_sent_to_pages_they_may_not_edit(people, client):
    client.force_login(people["accueil"])
    html = client.get("/admin/").content.decode()
    assert "Modifier une page" not in html
    assert "/admin/localize/reports/translations/" not in html
    client.force_login(people["redaction"])
    html = client.get("/admin/").content.decode()
    assert "Modifier une page" in html
    assert "/admin/localize/reports/translations/" in html


def test_those_of_the_figures_find_them_from_the_first_screen(people, client):
    client.force_login(people["chiffres"])
    assert "Lire les chiffres du diagnostic" in client.get("/admin/").content.decode()


def test_the_lists_of_this_room_open_and_export(people, client):
    client.force_login(people["admin"])
    for name in ("keyfigure", "navigation", "footer"):
        assert client.get(f"/admin/snippets/home/{name}/").status_code == 200
    export = client.get("/admin/snippets/home/keyfigure/?export=csv")
    assert "Adresse de la source" in b"".join(export.streaming_content).decode()
