"""The demonstration's pages: three languages of the same shape, built once, never over what somebody edited."""

import random
from datetime import date

import pytest
from django.db import transaction
from wagtail.models import Page, Workflow
from wagtail_localize.models import Translation

from core import access
from core.models import User
from home import demo, editorial_access
from home.demo.words import OTHERS, words
from home.models import ContentPage, Footer, HomePage, KeyFigure, Navigation
from tests.trees import uproot

pytestmark = [pytest.mark.both, pytest.mark.xdist_group("home_demo")]  # built once: on one worker
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def pages_once(django_db_setup, django_db_blocker):
    """Built once for the whole file on a new site, in a transaction that is rolled back; each test has its own inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        uproot()
        demo.build(random.Random(1), TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def built(pages_once, db):
    return HomePage.objects.get(locale__language_code="fr")


def shape(value):
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items() if name in ("links", "cards", "steps", "questions")}
    return len(value) if isinstance(value, list) else None


@pytest.mark.parametrize("language", OTHERS)
def test_the_texts_have_the_same_pages_and_blocks_in_each_language(language):
    french, other = words("fr"), words(language)
    assert french["pages"].keys() == other["pages"].keys()
    assert french["figures"].keys() == other["figures"].keys()
    for key in french["pages"]:
        ours = [(name, shape(value)) for name, value in french["pages"][key]["body"]]
        theirs = [(name, shape(value)) for name, value in other["pages"][key]["body"]]
        assert ours == theirs, key


def test_every_page_stands_in_three_languages_with_all_its_words_translated(built):
    for page in ContentPage.objects.filter(locale__language_code="fr"):
        assert page.get_translations().live().count() == 2, page
    for translation in Translation.objects.all():  # home page, lists and menus too: the report shows none as waiting
        total, done = translation.get_progress()
        assert total == done, translation.source.object_repr


def test_no_french_is_left_in_the_arabic_home_page(built, client):
    html = client.get("/ar/").content.decode()
    assert "لستم وحدكم" in html
    assert "Vous n’êtes pas seul" not in html


def test_building_twice_adds_nothing(built):
    counts = [model.objects.count() for model in (Page, KeyFigure, Navigation, Footer)]
    assert demo.build(random.Random(1), TODAY) == 0
    assert [model.objects.count() for model in (Page, KeyFigure, Navigation, Footer)] == counts


def test_what_somebody_edited_is_left_alone(built):
    page = ContentPage.objects.get(slug="s-equiper", locale__language_code="fr")
    page.title = "Un autre titre"
    page.save_revision().publish()
    demo.build(random.Random(1), TODAY)
    assert ContentPage.objects.get(pk=page.pk).title == "Un autre titre"


def test_every_page_of_the_demonstration_opens(built, client):
    for page in [*HomePage.objects.all(), *ContentPage.objects.all()]:
        assert client.get(page.get_url()).status_code == 200, page


def test_each_group_has_an_account_and_the_passwords_are_told_once(db):
    access.sync_groups()
    passwords = demo.build_accounts()
    assert {group for user in User.objects.all() for group in user.groups.values_list("name", flat=True)} == set(access.GROUPS)
    assert User.objects.get(username="admin").check_password(passwords["admin"])
    assert demo.build_accounts() == {}
    again = demo.build_accounts(reset=True)
    assert again.keys() == passwords.keys()
    assert not User.objects.get(username="admin").check_password(passwords["admin"])


def test_editors_write_reviewers_publish(tree):
    access.sync_groups()
    editorial_access.arrange()
    demo.build_accounts()
    editor, reviewer = (User.objects.get(username=name) for name in ("redaction", "relecture"))
    home = tree.home["fr"]
    assert home.permissions_for_user(editor).can_edit()
    assert not home.permissions_for_user(editor).can_publish()
    assert home.permissions_for_user(reviewer).can_publish()
    assert home.get_workflow() == Workflow.objects.get(name=editorial_access.REVIEW)


def test_every_room_s_share_of_the_demonstration_is_there():
    from home.management.commands.demo import ROOMS

    assert {build.__module__.partition(".demo")[0] for build in ROOMS.values()} == {
        "core",
        "catalogue.places",
        "catalogue.agenda",
        "catalogue.workshops",
        "catalogue.training",
        "diagnostic",
        "home",
    }
