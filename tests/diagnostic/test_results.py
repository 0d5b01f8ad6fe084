import re
from html import unescape

import pytest
from django.test import Client

from catalogue.agenda.factories import SeatFactory, SessionFactory, in_days
from catalogue.places.factories import CommuneFactory, PlaceFactory, ReceptionPointFactory, RelayFactory
from catalogue.workshops.factories import WorkshopPageFactory
from diagnostic import engine, routing
from diagnostic.engine import Class, Ending, Outcome
from diagnostic.outcomes import Result, seal_result, unseal_result
from diagnostic.routing import Needs, Rule
from diagnostic.sealing import Broken, Expired
from diagnostic.state import Spot

pytestmark = pytest.mark.django_db
HERE = Spot(45.19, 5.72, "Grenoble (38)", "38185", "38")


def outcome(klass=Class.BEGINNER, **changes) -> Outcome:
    fields = {"can_do": ("A1", "A2"), "with_help": ("B1",), "missing": ("A5", "C1", "D1"), "ending": Ending.SURE, "asked": 8}
    return Outcome(klass=klass, **(fields | changes))


def result(klass=Class.BEGINNER, spot=HERE, needs=None, **changes) -> Result:
    return Result(outcome(klass, **changes), needs or Needs(), spot)


def page(shown: Result, prefix="") -> str:
    response = Client().get(f"{prefix}/diagnostic/resultat/{seal_result(shown)}/")
    assert response.status_code == 200
    return unescape(response.content.decode())


def workshop(level="beginner", skills=("A5",), format="group", free=True, **session):
    offer = WorkshopPageFactory(level=level, format=format, title=f"Atelier {level} {format}")
    offer.skills.set(skills)
    offer.save()
    made = SessionFactory(offer=offer, capacity=1, **session)
    if not free:
        SeatFactory(session=made)
    return made


def grenoble():
    return CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])


@pytest.mark.both
@pytest.mark.parametrize(
    ("klass", "needs"),
    [
        (Class.BEGINNER, Needs(who="professional")),
        (Class.BEGINNER, Needs(equipment="none")),
        (Class.CONSOLIDATING, Needs(connection="none")),
        (Class.BEGINNER, Needs(urgent=True)),
        (Class.FIRST_STEPS, Needs()),
        (Class.BEGINNER, Needs(barriers=frozenset({"reading"}))),
        (Class.BEGINNER, Needs()),
        (Class.CONSOLIDATING, Needs(wish="procedures")),
        (Class.AUTONOMOUS, Needs()),
    ],
)
@pytest.mark.parametrize("doors", ["none", "places", "sessions"])
def test_every_route_shows_a_main_card_with_something_to_press_or_dial(skills, klass, needs, doors):
    grenoble()
    if doors == "places":
        ReceptionPointFactory(), RelayFactory()
    if doors == "sessions":
        for level in ("beginner", "intermediate", "advanced"):
            workshop(level)
        workshop(format="individual")
    for spot in (HERE, None):
        shown = page(result(klass, spot, needs))
        card = re.search(r'<article class="bubble flow flow-s door brand">(.*?)</article>', shown, re.S).group(1)
        assert re.search(r'<h3 class="big">\s*\S', card)
        assert "href=" in card


def test_the_result_keeps_the_order_of_what_matters(skills):
    grenoble(), RelayFactory(), workshop()
    shown = page(result())
    order = ["Ce que vous savez faire", "Ce que vous pouvez apprendre", "La prochaine étape", "Un autre choix", "Effacer et recommencer"]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "%" not in re.sub(r"<[^>]*>", "", shown)


def test_two_things_to_learn_at_most_and_one_line_of_what_one_can_do_at_least(skills):
    shown = page(result(can_do=(), with_help=(), missing=("A1", "A2", "A5", "B1")))
    block = re.search(r"result-skills.*?</div>", shown, re.S).group(0)
    assert "demander de l’aide" in block
    assert block.count("<li>") == 3


def test_a_free_seat_near_is_offered_with_its_booking(skills):
    session = workshop()
    shown = page(result())
    assert f"/reserver/{session.pk}/?from=diagnostic" in shown
    assert "Réserver ma place" in shown


def test_a_card_that_is_full_meanwhile_is_replaced(skills):
    first, second = workshop(starts_at=in_days(3)), workshop(starts_at=in_days(9))
    link = seal_result(result())
    client = Client()
    assert f"/reserver/{first.pk}/" in client.get(f"/diagnostic/resultat/{link}/").content.decode()
    SeatFactory(session=first)
    again = client.get(f"/diagnostic/resultat/{link}/").content.decode()
    main = again.split('door brand">')[1].split("</article>")[0]
    assert f"/reserver/{second.pk}/" in main


def test_nothing_free_leads_to_the_waiting_list_with_a_relay_beside_it(skills):
    session = workshop(free=False)
    RelayFactory(name="La Passerelle")
    shown = page(result())
    assert f"/reserver/{session.pk}/" in shown
    assert "liste d’attente" in shown
    assert "La Passerelle" in shown


def test_a_session_in_another_language_says_one_may_come_with_somebody_who_translates(skills):
    workshop(language="ar")
    assert "traduit" in page(result())
    assert "traduit" not in page(result(), "/ar")


def test_nothing_near_gives_the_town_halls_number(skills):
    grenoble()
    shown = page(result())
    assert "Appelez votre mairie" in shown
    assert "tel:" in shown.split('door brand">')[1].split("</article>")[0]


def test_a_place_far_away_is_not_near(skills):
    grenoble()
    RelayFactory(name="Relais de Brest", lat=48.39, lon=-4.49)
    shown = page(result())
    assert "Appelez votre mairie" in shown
    assert "Relais de Brest" not in shown


def test_who_lacks_a_device_sees_where_to_buy_one_with_the_papers_asked_and_their_workshop_too(skills):
    ReceptionPointFactory(name="Emmaüs Connect Grenoble", papers_asked="Une fiche d’orientation")
    session = workshop()
    shown = page(result(needs=Needs(equipment="none")))
    assert "petit prix" in shown
    assert "Une fiche d’orientation" in shown
    assert f"/reserver/{session.pk}/" in shown


def test_an_urgent_procedure_goes_first_to_an_accredited_helper_by_phone(skills):
    PlaceFactory(name="Mairie annexe", services=["Aide aux démarches administratives"])
    PlaceFactory(
        name="France services", services=["Aide aux démarches administratives"], national_programmes=["Aidants Connect"], lat=45.25
    )
    main = page(result(needs=Needs(urgent=True))).split('door brand">')[1].split("</article>")[0]
    assert "France services" in main
    assert 'class="button" href="tel:' in main


def test_who_has_no_email_is_told_that_none_is_needed(skills):
    workshop()
    assert "Pas besoin d’adresse mail" in page(result(needs=Needs(has_email=False)))


def test_the_link_says_nothing_readable_and_holds_no_answer(skills):
    needs = Needs(barriers=frozenset({"reading", "scams"}), equipment="phone", connection="none", languages=frozenset({"ar"}))
    token = seal_result(result(needs=needs))
    assert len(token) < 700
    assert "Grenoble" not in token and "reading" not in token
    opened = unseal_result(token, "fr")
    assert opened.outcome == outcome()
    assert opened.needs.barriers == {"reading"}, "what does not route is left behind"
    assert opened.needs.equipment == "", "a phone that works routes nothing"
    assert opened.needs.connection == "none"


def test_an_expired_or_broken_link_is_a_friendly_page(skills, monkeypatch):
    token = seal_result(result())
    for broken in (token[:-6], token[:40], "x", "A" * 9000, "gAAAA", "é"):
        with pytest.raises(Broken):
            unseal_result(broken, "fr")
        response = Client().get(f"/diagnostic/resultat/{broken}/")
        assert response.status_code == 404
        assert "Recommencer" in response.content.decode()
    monkeypatch.setattr("diagnostic.outcomes.LASTS", -1)
    with pytest.raises(Expired):
        unseal_result(token, "fr")
    response = Client().get(f"/diagnostic/resultat/{token}/")
    assert response.status_code == 410
    assert "trop ancien" in response.content.decode()


def test_a_result_sealed_with_a_former_key_still_opens(skills, settings):
    token = seal_result(result())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key" * 5
    assert unseal_result(token, "fr").spot == HERE
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Broken):
        unseal_result(token, "fr")


def test_a_state_is_no_result(skills):
    from diagnostic.state import State, seal_state

    with pytest.raises(Broken):
        unseal_result(seal_state(State()), "fr")


@pytest.mark.parametrize("needs", [Needs(), Needs(equipment="none"), Needs(urgent=True), Needs(who="professional")])
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_result_costs_the_same_queries_with_many_doors(skills, django_assert_max_num_queries, needs, prefix):
    grenoble()
    token = seal_result(result(needs=needs))
    for _more in range(2):
        for number in range(8):
            RelayFactory(lat=45.19 + number / 100)
            workshop(starts_at=in_days(2 + number)), workshop(format="individual")
        ReceptionPointFactory()
        Client().get(f"{prefix}/diagnostic/resultat/{token}/")
        with django_assert_max_num_queries(15):
            Client().get(f"{prefix}/diagnostic/resultat/{token}/")


def test_the_routes_of_the_engine_all_have_words():
    from diagnostic.figures import CLASSES, KINDS, RULES

    assert set(RULES) == set(Rule)
    assert set(KINDS) == set(routing.CardKind)
    assert set(CLASSES) == {*engine.CLASSES, ""}


def test_a_result_opened_on_another_phone_offers_nothing_that_needs_the_answers(skills):
    shown = page(result(spot=None, provisional=True))
    assert "/diagnostic/etape/pres-de/" not in shown
    assert "Reprendre les questions" not in shown
    assert 'href="/lieux/"' in shown


def test_the_logs_keep_neither_the_state_nor_the_result():
    from core.logs import mask_private
    from diagnostic.state import State, seal_state

    state, token = seal_state(State()), seal_result(result())
    line = mask_private(f'"GET /ar/diagnostic/etape/urgent/?suite={state} HTTP/1.1" 200 "GET /diagnostic/resultat/{token}/ HTTP/1.1" 200')
    assert state not in line
    assert token not in line
