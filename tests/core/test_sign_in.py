"""Signing in: guessing a password stops, without locking out everybody behind one address."""

import pytest
from django.urls import reverse

from core.models import User

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


@pytest.fixture
def guarded(settings, tree, client):
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    User.objects.create_superuser("ada", "ada@example.org", "a right and long password")
    User.objects.create_superuser("bea", "bea@example.org", "another long password")
    return client


def sign_in(client, name, password):
    return client.post(LOGIN, {"username": name, "password": password, "next": reverse("wagtailadmin_home")})


def test_a_right_password_opens_the_admin(guarded):
    assert sign_in(guarded, "ada", "a right and long password").status_code == 302


def test_guessing_is_stopped_with_a_sentence_even_for_the_right_password_after(guarded):
    for _ in range(3):
        answer = sign_in(guarded, "ada", "wrong")
    assert answer.status_code == 429
    assert "Réessayez" in answer.content.decode() or "réessayez" in answer.content.decode()
    assert sign_in(guarded, "ada", "a right and long password").status_code == 429


def test_a_colleague_at_the_same_address_still_gets_in(guarded):
    for _ in range(3):
        sign_in(guarded, "ada", "wrong")
    assert sign_in(guarded, "bea", "another long password").status_code == 302


def test_the_admin_has_its_own_policy_and_is_never_cached(guarded):
    answer = guarded.get(LOGIN)
    assert "script-src 'self' 'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_stranger_behind_our_proxy_does_not_lock_out_an_editor(guarded, settings):
    settings.TRUST_PROXY = True
    for _ in range(3):
        guessed = {"username": "ada", "password": "wrong"}
        guarded.post(LOGIN, guessed, headers={"x-forwarded-for": "1.2.3.4, 192.0.2.66"}, REMOTE_ADDR="10.0.0.2")
    right = {"username": "ada", "password": "a right and long password", "next": reverse("wagtailadmin_home")}
    assert guarded.post(LOGIN, right, headers={"x-forwarded-for": "192.0.2.7"}, REMOTE_ADDR="10.0.0.2").status_code == 302


def test_writing_another_address_in_a_header_does_not_help_to_guess(guarded, settings):
    settings.TRUST_PROXY = True
    for number in range(3):
        headers = {"x-forwarded-for": f"192.0.2.{number}, 192.0.2.66"}
        answer = guarded.post(LOGIN, {"username": "ada", "password": "wrong"}, headers=headers, REMOTE_ADDR="10.0.0.2")
    assert answer.status_code == 429


def test_without_a_trusted_proxy_that_header_is_not_believed(guarded):
    for number in range(3):
        headers = {"x-forwarded-for": f"192.0.2.{number}"}
        answer = guarded.post(LOGIN, {"username": "ada", "password": "wrong"}, headers=headers)
    assert answer.status_code == 429
