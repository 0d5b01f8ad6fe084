"""What is counted without naming, and the three faces on a phone that is handed over."""

import uuid

import pytest

from catalogue.workshops.hosting import shift
from catalogue.workshops.models import SessionTally

pytestmark = pytest.mark.django_db


def tallies(session) -> dict[str, int]:
    return dict(SessionTally.objects.filter(session=session).values_list("what", "count"))


def test_counting_without_a_script_and_a_double_click_is_one(on_shift, now_on):
    url, press = f"/accueil/seance/{now_on.pk}/compter/", str(uuid.uuid4())
    for _click in range(2):
        assert on_shift.post(url, {"count": "woman 1", "press": press}).url == f"{url}#woman"
    on_shift.post(url, {"count": "woman 1"})
    on_shift.post(url, {"count": "age_60 1"})
    on_shift.post(url, {"count": "age_60 -1"})
    for forged in ("", "woman", "woman 5", "cat 1", "\x00 1", "x" * 9000):
        assert on_shift.post(url, {"count": forged}).status_code == 302
    assert tallies(now_on) == {"woman": 2, "age_60": 0}
    assert on_shift.get(url).status_code == 200


@pytest.fixture
def lent(on_shift, now_on):
    assert on_shift.post(f"/accueil/seance/{now_on.pk}/sortie/", {"code": "12"}).status_code == 200
    response = on_shift.post(f"/accueil/seance/{now_on.pk}/sortie/", {"code": "1234"})
    assert response.url == f"/accueil/seance/{now_on.pk}/visages/"
    return response.url


def test_three_faces_one_press_and_no_name_on_the_screen(on_shift, lent, now_on, expected):
    expected("Awa")
    page = on_shift.get(lent).content.decode()
    assert page.count("data-face=") == 3 and "Awa" not in page
    assert "merci" in on_shift.post(lent, {"face": "pleased"}).url
    on_shift.post(lent, {"face": "cat"})
    assert tallies(now_on) == {"pleased": 1}


def test_in_a_visitors_hand_nothing_else_opens(on_shift, lent, now_on, expected):
    awa = expected("Awa")
    for path in ("", "appels/", f"personne/{awa.pk}/", f"seance/{now_on.pk}/feuille.pdf", f"seance/{now_on.pk}/compter/"):
        assert on_shift.get(f"/accueil/{path}").url == lent
    for path in ("", "call-desk/", "snippets/workshops/booking/", "account/", "logout/"):  # the same sign-in opens the admin
        assert on_shift.get(f"/admin/{path}").url == lent
    assert on_shift.get("/accueil/etat/", headers={"accept": "application/json"}).status_code == 423


def test_the_code_gives_the_phone_back(on_shift, lent, now_on):
    assert "un autre code" in on_shift.post("/accueil/reprendre/", {"code": "4321"}).content.decode()
    assert on_shift.get("/accueil/").url == lent
    assert on_shift.post("/accueil/reprendre/", {"code": "1234"}).url == f"/accueil/seance/{now_on.pk}/compter/"
    assert on_shift.get("/accueil/").status_code == 200 and on_shift.get("/admin/").status_code == 200


def test_too_many_codes_end_the_shift(on_shift, lent):
    for number in range(shift.MOST_TRIES):
        on_shift.post("/accueil/reprendre/", {"code": f"{number:04d}"})
    assert on_shift.get("/accueil/").url.startswith("/accueil/connexion/")


def test_a_press_that_waited_for_the_network_is_counted_while_the_phone_is_lent(on_shift, lent, now_on):
    from .test_marking import count_press, sent

    press = count_press(now_on, what="so_so")
    assert sent(on_shift, press).json()["done"][press["key"]]["count"] == 1


def test_the_numbers_are_in_the_admin_in_words(admin_client, on_shift, now_on):
    on_shift.post(f"/accueil/seance/{now_on.pk}/compter/", {"count": "first 1"})
    page = admin_client.get("/admin/snippets/workshops/sessiontally/").content.decode()
    assert "première visite" in page
    exported = admin_client.get("/admin/snippets/workshops/sessiontally/?export=csv")
    assert "première visite" in b"".join(exported.streaming_content).decode()
