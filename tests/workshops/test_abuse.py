"""Bad input and abuse: answered politely, alike for known and unknown, and a library's shared address keeps working."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from catalogue.agenda.models import Seat, SeatState
from catalogue.workshops.models import Booking, BookingPattern, CallbackRequest
from catalogue.workshops.views import call_me, journey, lost_link, screens
from core import access
from core.models import Message, User
from core.retention import registry
from core.spreadsheets import NoFormulas, as_text
from core.tokens import new_token

from .conftest import PHONE

LIBRARY = {"REMOTE_ADDR": "8.8.8.8"}  # everybody there shares it


def hold(client, session, **extra):
    return client.post(reverse("workshops:book", args=[session.pk]), {"key": new_token()}, **extra)


def book_whole(client, session, name: str, phone: str, **extra) -> Booking:
    """The three screens, as a browser sends them."""
    who = hold(client, session, **extra).url
    token = who.rstrip("/").split("/")[-2]
    client.post(who, {"first_name": name, "phone": phone}, **extra)
    client.post(reverse("workshops:check", args=[token]), **extra)
    return Booking.objects.get(token=token)


def test_two_hundred_bookings_a_minute_from_one_address_stop_at_a_page_that_says_what_to_do(client, scene):
    scene.session.capacity = 500
    scene.session.save()
    answers = [hold(client, scene.session, **LIBRARY) for _again in range(200)]
    codes = [answer.status_code for answer in answers]
    assert codes.count(302) == journey.HOLDS_FROM_ONE_ADDRESS and codes.count(429) == 200 - journey.HOLDS_FROM_ONE_ADDRESS
    assert 500 not in codes and Seat.objects.count() == journey.HOLDS_FROM_ONE_ADDRESS
    page = answers[-1].content.decode()
    assert "quelques minutes" in page and "tel:" in page and reverse("workshops:call_me") in page and "Réessayer" in page
    assert hold(client, scene.session, REMOTE_ADDR="8.8.4.4").status_code == 302
    assert BookingPattern.objects.get().kind == "address"  # for a person to look at


def test_what_was_sent_comes_back_in_the_page_that_asks_to_wait(client, scene, monkeypatch):
    monkeypatch.setattr(journey, "HOLDS_FROM_ONE_ADDRESS", 0)
    typed = {"key": "k" * 22, "waits": "1", "people": "2", "long": "x" * 10_000, "<b>": '"><script>'}
    page = client.post(reverse("workshops:book", args=[scene.session.pk]), typed, **LIBRARY).content.decode()
    assert f'value="{"k" * 22}"' in page and 'name="waits" value="1"' in page and 'name="people" value="2"' in page
    assert "x" * 101 not in page and '"><script>' not in page


@pytest.mark.both
def test_a_class_of_fifteen_books_from_one_library_in_a_row_and_each_has_a_seat(client, scene):
    session = scene.another(capacity=15)
    for number in range(15):
        assert book_whole(client, session, f"Nom{'abcdefghijklmno'[number]}", f"06 39 98 00 {number:02d}", **LIBRARY).submitted_at
    assert Seat.objects.filter(session=session, state=SeatState.CONFIRMED).count() == 15


def test_who_has_a_hold_goes_on_while_their_library_waits(client, scene, monkeypatch):
    who = hold(client, scene.session, **LIBRARY).url
    monkeypatch.setattr(journey, "HOLDS_FROM_ONE_ADDRESS", 0)
    assert hold(client, scene.session, **LIBRARY).status_code == 429
    assert client.post(who, {"first_name": "Awa", "phone": PHONE}, **LIBRARY).status_code == 302


def test_links_tried_at_random_all_get_the_same_page_then_wait_and_a_right_link_always_works(client, scene, monkeypatch):
    booking = scene.booked()
    monkeypatch.setattr(screens, "UNKNOWN_FROM_ONE_ADDRESS", 6)
    right = reverse("workshops:booking", args=[booking.token])
    revoked = scene.booked().token
    Booking.objects.filter(token=revoked).update(token=new_token())
    tried = [new_token(), new_token(), revoked, "x", "A" * 500, booking.token[:-1]]
    pages = [client.get(reverse("workshops:booking", args=[token]), **LIBRARY) for token in tried]
    assert {page.status_code for page in pages} == {404}
    bodies = {page.content.decode().replace(f"/r/{token}/", "") for page, token in zip(pages, tried, strict=True)}
    assert len(bodies) == 1
    late = client.get(reverse("workshops:booking", args=[new_token()]), **LIBRARY)
    assert late.status_code == 429 and "tel:" in late.content.decode() and "dans une heure" in late.content.decode()
    assert client.get(right, **LIBRARY).status_code == 200
    assert client.get(reverse("workshops:booking", args=[new_token()]), REMOTE_ADDR="8.8.4.4").status_code == 404


@pytest.mark.parametrize("name", ["find", "call_me"])
def test_a_known_number_and_an_unknown_one_get_the_same_answer_by_the_same_number_of_requests(client, scene, name):
    scene.booked()
    answers = []
    for phone in (PHONE, "06 39 98 77 77"):
        typed = {"phone": phone, "first_name": "Awa", "language": "fr", "suits": "any"}
        response = client.post(reverse(f"workshops:{name}"), typed, **LIBRARY)
        page = client.get(response.url)
        answers.append((response.status_code, response.url, dict(response.headers), page.content))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("name", "module", "limit"), [("find", lost_link, "ASKED_FROM_ONE_ADDRESS"), ("call_me", call_me, "ASKED_FROM_ONE_ADDRESS")]
)
def test_who_asks_too_often_waits_alike_for_known_and_unknown_and_what_was_typed_stays(client, scene, monkeypatch, name, module, limit):
    monkeypatch.setattr(module, limit, 0)
    scene.booked()
    seen = Message.objects.count()
    for phone in (PHONE, "06 39 98 77 77"):
        typed = {"phone": phone, "first_name": "Awa", "language": "fr", "suits": "morning"}
        response = client.post(reverse(f"workshops:{name}"), typed, **LIBRARY)
        page = response.content.decode()
        assert response.status_code == 429 and phone in page and "tel:" in page and "dans une heure" in page
    assert Message.objects.count() == seen and not CallbackRequest.objects.exists()


@pytest.mark.parametrize("screen", ["who", "call_me"])
def test_a_name_with_a_link_or_a_formula_is_refused_politely_and_stays_in_the_field(client, scene, screen):
    address = hold(client, scene.session).url if screen == "who" else reverse("workshops:call_me")
    for name in ("http://x.fr", "Gagnez sur www.x.com", "bit.ly/abc", "Awa awa@exemple.fr", "JEAN.COM", "x://y", "=1+1", "@SUM(A1)"):
        response = client.post(address, {"first_name": name, "phone": PHONE, "language": "fr", "suits": "any"})
        page = response.content.decode()
        assert response.status_code == 200 and "Écrivez seulement le " in page and name in page, name
    assert not CallbackRequest.objects.exists() and not Booking.objects.exclude(participants__first_name="").exists()


def test_names_that_people_have_are_not_taken_for_links(client, scene):
    who = hold(client, scene.session).url
    for name in ("J.-P.", "M. Ndiaye", "Jean.Pierre", "O’Brien", "محمد", "Anne-Sophie", "X Æ", "D'Arc"):
        assert client.post(who, {"first_name": name, "phone": PHONE}).status_code == 302, name
        assert Booking.objects.get().participant.first_name == name


COSTLY = ["08 99 70 12 34", "0899701234", "+33 8 92 70 12 34", "08 20 12 34 56", "+881 6 123 45678", "+979 123 456 789"]


@pytest.mark.parametrize("screen", ["who", "call_me", "find"])
def test_a_number_with_a_surcharge_is_refused_politely_and_nothing_is_ever_sent_there(client, scene, screen):
    address = hold(client, scene.session).url if screen == "who" else reverse(f"workshops:{screen}")
    for number in COSTLY:
        response = client.post(address, {"first_name": "Awa", "phone": number, "language": "fr", "suits": "any"})
        page = response.content.decode()
        assert response.status_code == 200 and ("surtaxé" in page or "10 chiffres" in page) and number in page, number
    assert not Message.objects.exists() and not CallbackRequest.objects.exists()


def test_a_landline_a_box_a_number_overseas_or_abroad_is_welcome(client, scene):
    who = hold(client, scene.session).url
    for number in ("04 65 71 00 00", "09 70 12 34 56", "0262 12 34 56", "+44 7911 123456", "06 39 98 00 00"):
        assert client.post(who, {"first_name": "Awa", "phone": number}).status_code == 302, number


def test_what_looks_like_a_formula_is_a_text_in_a_spreadsheet():
    for text in ("=1+1", "-1+1|cmd", "@SUM(A1)", "\t=1", "＝1", "  =1"):
        assert as_text(text) == f"'{text}"


def test_every_list_of_what_strangers_type_escapes_formulas_in_its_file():
    personal = {retention.model for retention in registry()}
    exporting = [
        view
        for view in (model.snippet_viewset for model in get_snippet_models())
        if isinstance(view.list_export, list | tuple) and view.list_export
    ]
    held = [view for view in exporting if view.model._meta.label in personal]
    assert held and [view.model.__name__ for view in held if not issubclass(view.index_view_class, NoFormulas)] == []


def test_a_name_like_a_formula_is_kept_as_typed_on_the_screens_and_leaves_in_no_file(client, scene):
    scene.booked(first_name="=1+1")
    user = User.objects.create_superuser(username="chef", password="x")
    client.force_login(user)
    listing = reverse("wagtailsnippets_workshops_booking:list")
    assert "=1+1" in client.get(listing).content.decode()
    export = client.get(listing, {"export": "csv"})
    assert "=1+1" not in b"".join(export.streaming_content).decode()


NASTY = [
    "\x00",
    "x" * 10_000,
    "😀" * 70,
    "‮abc",
    "'; DROP TABLE workshops_booking; --",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "٠٦٣٩٩٨١٢٣٤",
]


def test_no_text_breaks_a_screen_or_is_run(client, scene):
    scene.session.capacity = 50
    scene.session.save()
    who = hold(client, scene.session).url
    for nasty in NASTY:
        _try_everywhere(client, scene, who, nasty)


def _try_everywhere(client, scene, who: str, nasty: str) -> None:
    typed = {"first_name": nasty, "phone": nasty, "email": nasty, "language": nasty, "suits": nasty, "session": nasty, "key": nasty}
    for address in (who, reverse("workshops:call_me"), reverse("workshops:find"), reverse("workshops:book", args=[scene.session.pk])):
        response = client.post(address, typed)
        assert response.status_code in (200, 302)
        assert "<script>alert(1)" not in response.content.decode() and ">49<" not in response.content.decode()


def test_no_text_breaks_the_call_desk(client, scene):
    access.sync_groups()
    user = User.objects.create_user(username="lea", password="x")
    user.groups.add(Group.objects.get(name=access.CALL_DESK))
    client.force_login(user)
    booking = scene.booked()
    for nasty in NASTY:
        _try_the_desk(client, booking, nasty)


def _try_the_desk(client, booking: Booking, nasty: str) -> None:
    found = client.post(reverse("call_desk:find"), {"words": nasty})
    assert found.status_code == 200 and "<script>alert(1)" not in found.content.decode()
    for name, args in (("book", []), ("move", [booking.pk]), ("list", [])):
        query = dict.fromkeys(("near", "workshop", "date", "language", "asked", "commune", "lat", "whose", "p"), nasty)
        assert client.get(reverse(f"call_desk:{name}", args=args), query).status_code == 200
    for typed in ({"session": nasty, "first_name": nasty, "others": nasty, "phone": nasty}, {}):
        assert client.post(reverse("call_desk:book"), typed).status_code == 200
