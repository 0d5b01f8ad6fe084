"""A shift: signed in for twelve hours, by a password or a link of one's own; what is answered never tells who has an account."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from catalogue.workshops.hosting import shift, signing_in
from catalogue.workshops.models import SignInLink
from core.access import EDITOR
from core.models import Message

from .conftest import WORDS

pytestmark = pytest.mark.django_db
SIGN_IN = "/accueil/connexion/"


def by_password(client, name="nadia@exemple.invalid", password=WORDS):
    return client.post(SIGN_IN, {"username": name, "password": password, "how": "password"})


def ask_link(client, name):
    return client.post(SIGN_IN, {"username": name, "how": "link"})


@pytest.mark.parametrize("name", ["nadia@exemple.invalid", "NADIA@exemple.invalid", "06 39 98 11 11"])
def test_a_host_signs_in_with_their_number_or_their_address(client, host, name):
    response = by_password(client, name)
    assert response.status_code == 302 and response.url == reverse("hosting:day")
    assert client.get("/accueil/").status_code == 200
    assert client.session.get_expiry_age() <= 12 * 3600


def test_after_twelve_hours_one_signs_in_again(client, host):
    by_password(client)
    session = client.session
    session["host_until"] -= shift.LASTS.total_seconds() + 1
    session.save()
    assert client.get("/accueil/").url == SIGN_IN
    assert client.get("/accueil/etat/", headers={"accept": "application/json"}).status_code == 401


def test_a_sign_in_to_the_admin_is_no_shift(client, host):
    client.force_login(host)
    assert client.get("/accueil/appels/").url == f"{SIGN_IN}?next=%2Faccueil%2Fappels%2F"


def test_a_wrong_password_says_what_to_do(client, host):
    page = by_password(client, password="autre chose").content.decode()
    assert "ou demandez un lien" in page and "nadia@exemple.invalid" in page


def test_a_link_goes_to_the_hosts_own_phone_and_opens_once(client, host):
    assert ask_link(client, "0639981111").status_code == 200
    sms = Message.objects.get(kind="host_sign_in", channel="sms")
    assert sms.recipient == "+33639981111"
    found = re.search(r"/accueil/connexion/[\w-]{22}/", sms.body)
    assert found
    assert client.get(found[0]).status_code == 200
    assert not SignInLink.objects.exclude(used_at=None).exists(), "looking at it, as phones do by themselves, uses nothing up"
    assert client.post(found[0]).url == "/accueil/"
    assert client.get("/accueil/").status_code == 200
    client.logout()
    assert client.post(found[0]).status_code == 404


def test_an_old_link_opens_nothing(client, host):
    link = SignInLink.objects.create(user=host, expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link.get_absolute_url()).status_code == 404


def test_who_has_no_account_reads_the_same_words(client, host):
    known, unknown = (re.sub(r"csrf\S+ value=\S+", "", ask_link(client, n).content.decode()) for n in ("0639981111", "06 39 98 99 99"))
    assert known == unknown
    assert not Message.objects.filter(recipient="+33639989999").exists()


def test_who_may_do_more_in_the_admin_gets_no_link(client, host):
    host.groups.add(Group.objects.get(name=EDITOR))
    ask_link(client, "nadia@exemple.invalid")
    assert not SignInLink.objects.exists()


def test_one_person_gets_so_many_links_an_hour(client, host):
    for _time in range(8):
        ask_link(client, "nadia@exemple.invalid")
    assert SignInLink.objects.count() == signing_in.LINKS_AN_HOUR


@pytest.mark.parametrize("name", ["", "a\x00b", "x" * 10_000, "😀", "+", "=cmd()", "سميرة"])
def test_whatever_is_typed_gets_an_answer(client, host, name):
    assert ask_link(client, name).status_code == 200
    assert by_password(client, name, "y" * 9_000).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/accueil/appels/", "/accueil/appels/"),
        ("//evil.example/accueil/", "/accueil/"),
        ("/admin/", "/accueil/"),
        ("https://e.x/accueil/", "/accueil/"),
    ],
)
def test_one_comes_back_where_one_was_and_nowhere_else(client, host, wanted, goes):
    response = client.post(SIGN_IN, {"username": host.username, "password": WORDS, "how": "password", "next": wanted})
    assert response.url == goes


def test_many_wrong_passwords_lock_that_name_from_there(client, host, settings):
    settings.AXES_ENABLED = True
    for _time in range(settings.AXES_FAILURE_LIMIT):
        response = by_password(client, password="faux")
    assert response.status_code == 429
    assert by_password(client).status_code == 429


def test_signing_out_empties_the_phone(on_shift):
    assert on_shift.get("/accueil/fin/").status_code == 405
    response = on_shift.post("/accueil/fin/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert on_shift.get("/accueil/").status_code == 302


def test_a_stranger_sees_no_name(client, host, expected):
    expected("Awa")
    for path in ("/accueil/", "/accueil/etat/", "/accueil/appels/"):
        assert "Awa" not in client.get(path).content.decode()
