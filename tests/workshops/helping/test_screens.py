"""Every screen answers, in each language, and books what it says."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda.models import Seat, SeatState
from catalogue.workshops.models import Booking, Helper, SeatBlock
from core.models import Message, Organisation

from .conftest import at


def key_of(response) -> str:
    return re.search(r'name="key"[^>]*value="([^"]+)"', response.content.decode()).group(1)


def book(client, helper, session, **typed):
    page = client.get(at(helper, f"seance/{session.pk}/"))
    data = {"key": key_of(page), "language": "fr", "receives": "person", "first_name": "Awa", "phone": "06 39 98 12 34", **typed}
    return client.post(at(helper, f"seance/{session.pk}/"), data)


@pytest.mark.parametrize("prefix", ["", "/ar"])
@pytest.mark.parametrize(
    "rest", ["", "seance/{pk}/", "seance/{pk}/liste/", "seance/{pk}/garder/", "orientations/", "gardees/", "coordonnees/", "effacer/"]
)
def test_every_screen_answers(client, scene, helper, rest, prefix):
    assert client.get(prefix + at(helper, rest.format(pk=scene.session.pk))).status_code == 200


@pytest.mark.parametrize("address", ["/reserver/aidants/", "/reserver/aidants/lien/", "/reserver/aidants/lien/envoye/"])
def test_the_first_screens_answer(client, tree, address):
    assert client.get(address).status_code == 200


def test_one_press_books_one_person_and_the_next_form_is_clean(client, scene, helper):
    response = book(client, helper, scene.session)
    booking = Booking.objects.get()
    assert booking.helper == helper and booking.channel == "helper" and booking.participant.seat.state == SeatState.CONFIRMED
    page = client.get(response["Location"]).content.decode()
    assert 'value="Awa"' not in page and "06 39 98 12 34" not in page
    assert booking.participant.first_name in page and "Réserver pour une autre personne" in page


def test_five_people_are_booked_with_five_presses(client, scene, helper):
    session = scene.another(capacity=8)
    presses = 0
    address = at(helper, f"seance/{session.pk}/")
    page = client.get(address)
    for name in ("Awa", "Karim", "S. B.", "Yvonne", "Mei"):
        response = client.post(address, {"key": key_of(page), "language": "fr", "receives": "person", "first_name": name})
        presses += 1
        page = client.get(response["Location"])
    assert presses == 5 and Booking.objects.filter(helper=helper, session=session).count() == 5


def test_the_same_press_twice_books_once(client, scene, helper):
    page = client.get(at(helper, f"seance/{scene.session.pk}/"))
    data = {"key": key_of(page), "language": "fr", "receives": "person", "first_name": "Awa"}
    for _again in range(2):
        client.post(at(helper, f"seance/{scene.session.pk}/"), data)
    assert Booking.objects.count() == 1 and Seat.objects.count() == 1


def test_who_is_too_late_keeps_what_they_typed_and_may_wait(client, scene, helper):
    page = client.get(at(helper, f"seance/{scene.session.pk}/"))
    for _taken in range(3):
        scene.booked()
    data = {"key": key_of(page), "language": "ar", "receives": "person", "first_name": "Samira", "phone": "06 39 98 12 34"}
    late = client.post(at(helper, f"seance/{scene.session.pk}/"), data)
    assert late.status_code == 409 and 'value="Samira"' in late.content.decode()
    assert client.post(at(helper, f"seance/{scene.session.pk}/"), {**data, "waits": "1"}).status_code == 302
    assert Booking.objects.get(helper=helper).participant.seat.state == SeatState.WAITING


def paste(client, helper, session, text, **more):
    response = client.post(at(helper, f"seance/{session.pk}/liste/"), {"step": "read", "text": text})
    return response, fields(response.content.decode()) | more


def fields(html: str) -> dict[str, str]:
    """What a browser would send back of the form of rows."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name = re.search(r'name="([^"]+)"', tag)
        is_box = 'type="checkbox"' in tag or 'type="radio"' in tag
        if not name or "csrf" in tag or (is_box and "checked" not in tag):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        found[name[1]] = value[1] if value else "on" if "checkbox" in tag else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        found[name] = chosen[1] if chosen else "fr"
    return found


def test_fifteen_people_from_a_list(client, scene, helper):
    session = scene.another(capacity=20)
    text = "\n".join(f"P{number} ; 06 39 98 00 {number:02d} ; arabe" for number in range(15))
    page, data = paste(client, helper, session, text)
    assert page.status_code == 200 and Booking.objects.count() == 0
    done = client.post(at(helper, f"seance/{session.pk}/liste/"), {**data, "step": "book"})
    assert done.status_code == 302
    assert Booking.objects.filter(helper=helper, language="ar").count() == 15
    assert client.get(done["Location"]).status_code == 200
    client.post(at(helper, f"seance/{session.pk}/liste/"), {**data, "step": "book"})
    assert Booking.objects.count() == 15


def test_an_error_stands_beside_its_row_and_nobody_is_booked_until_it_is_mended(client, scene, helper):
    session = scene.another(capacity=8)
    page, data = paste(client, helper, session, "Awa, 06 39 98\nKarim")
    html = page.content.decode()
    assert 'id="id_r0-phone_error"' in html and 'value="06 39 98"' in html
    refused = client.post(at(helper, f"seance/{session.pk}/liste/"), {**data, "step": "book"})
    assert refused.status_code == 200 and Booking.objects.count() == 0
    data.pop("r0-take")
    assert client.post(at(helper, f"seance/{session.pk}/liste/"), {**data, "step": "book"}).status_code == 302
    assert [b.participant.first_name for b in Booking.objects.all()] == ["Karim"]


def test_more_people_than_seats_the_others_stay_on_the_screen(client, scene, helper):
    _page, data = paste(client, helper, scene.session, "Awa\nKarim\nMei\nYvonne\nRosa")
    rest = client.post(at(helper, f"seance/{scene.session.pk}/liste/"), {**data, "step": "book"})
    html = rest.content.decode()
    assert Booking.objects.count() == 3 and 'value="Yvonne"' in html and 'value="Rosa"' in html and 'value="Awa"' not in html
    again = client.post(at(helper, f"seance/{scene.session.pk}/liste/"), {**fields(html), "step": "wait"})
    assert again.status_code == 302
    assert Seat.objects.filter(state=SeatState.WAITING).count() == 2


def test_the_others_go_to_another_session_with_what_was_typed(client, scene, helper):
    other = scene.another(capacity=5, starts_at=scene.session.starts_at + timedelta(days=1))
    _page, data = paste(client, helper, scene.session, "Awa\nKarim\nMei\nYvonne ; 06 39 98 12 34 ; arabe")
    rest = client.post(at(helper, f"seance/{scene.session.pk}/liste/"), {**data, "step": "book"})
    assert at(helper, f"seance/{other.pk}/liste/") in rest.content.decode()
    there = client.post(at(helper, f"seance/{other.pk}/liste/"), {**fields(rest.content.decode()), "step": "move"})
    assert 'value="Yvonne"' in there.content.decode()
    client.post(at(helper, f"seance/{other.pk}/liste/"), {**fields(there.content.decode()), "step": "book"})
    assert Booking.objects.get(session=other).language == "ar"


def test_seats_are_kept_then_named(client, scene, helper):
    session = scene.another(capacity=8)
    page = client.get(at(helper, f"seance/{session.pk}/garder/"))
    kept = client.post(at(helper, f"seance/{session.pk}/garder/"), {"count": "3", "key": key_of(page)})
    block = SeatBlock.objects.get()
    screen = client.get(kept["Location"]).content.decode()
    assert screen.count("-first_name") >= 3 and session.seats.filter(state=SeatState.CONFIRMED).count() == 3
    data = {**fields(screen), "step": "name", "r0-first_name": "A. B."}
    assert client.post(at(helper, f"gardees/{block.pk}/"), data).status_code == 302
    assert Booking.objects.get().participant.first_name == "A. B."
    assert session.seats.filter(state=SeatState.CONFIRMED).count() == 3
    client.post(at(helper, f"gardees/{block.pk}/rendre/"))
    assert session.seats.filter(state=SeatState.CONFIRMED).count() == 1


def test_a_reserved_session_is_for_the_helpers_of_its_organisation(client, scene, helper):
    ccas = Organisation.objects.create(name="CCAS de Grenoble")
    session = scene.another(reserved_to=ccas)
    assert client.get(at(helper, f"seance/{session.pk}/")).status_code == 409
    Helper.objects.filter(pk=helper.pk).update(organisation=ccas)
    assert book(client, helper, session).status_code == 302
    assert str(session.pk) in client.get(at(helper)).content.decode()


def test_the_people_sent_are_listed_and_each_may_be_cancelled_or_moved(client, scene, helper):
    other = scene.another(capacity=5, starts_at=scene.session.starts_at + timedelta(days=1))
    book(client, helper, scene.session)
    booking = Booking.objects.get()
    assert "Awa" in client.get(at(helper, "orientations/")).content.decode()
    assert client.get(at(helper, f"orientations/{booking.pk}/")).status_code == 200
    assert str(other.pk) in client.get(at(helper, f"orientations/{booking.pk}/changer/")).content.decode()
    client.post(at(helper, f"orientations/{booking.pk}/changer/"), {"session": str(other.pk)})
    booking.refresh_from_db()
    assert booking.session == other
    assert client.get(at(helper, f"orientations/{booking.pk}/annuler/")).status_code == 200
    client.post(at(helper, f"orientations/{booking.pk}/annuler/"))
    assert Seat.objects.filter(session=other, state=SeatState.CONFIRMED).count() == 0
    assert client.get(at(helper, "orientations/")).status_code == 200


def test_nobody_sees_the_people_of_another_helper(client, scene, helper):
    from catalogue.workshops.factories import HelperFactory

    book(client, helper, scene.session)
    other, pk = HelperFactory(), Booking.objects.get().pk
    assert client.get(at(other, f"orientations/{pk}/")).status_code == 404
    assert client.post(at(other, f"orientations/{pk}/annuler/")).status_code == 404
    assert client.get(at(helper, f"orientations/{10**30}/")).status_code == 404


def test_the_slips_of_all_are_one_file(client, scene, helper):
    book(client, helper, scene.session)
    book(client, helper, scene.session, first_name="سميرة", language="ar")
    file = client.get(at(helper, "papiers.pdf"), {"seance": scene.session.pk})
    assert file["Content-Type"] == "application/pdf" and file.content.startswith(b"%PDF")


def test_a_link_that_is_over_sends_another_to_the_own_address_only(client, scene, helper):
    Helper.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(at(helper)).status_code == 410
    client.post(at(helper, "renouveler/"), {"email": "attacker@exemple.invalid"})
    message = Message.objects.get(kind="helper_link")
    assert message.recipient == helper.email and helper.token not in message.body
    helper.refresh_from_db()
    assert helper.token in message.body and client.get(at(helper)).status_code == 200
