import re

import pytest
from django.test import Client

from catalogue.places.factories import CommuneFactory
from diagnostic.carrying import COOKIE
from diagnostic.models import DailyCount, Question
from diagnostic.state import LASTS, unseal_state

from .visitors import Visitor

pytestmark = pytest.mark.django_db
CALM = {"pour-qui": "self", "urgent": "nothing", "internet": "yes"}


def at_the_questions(prefix="", cookies=True, who="self") -> Visitor:
    visitor = Visitor(prefix, cookies)
    visitor.start()
    visitor.send(who)
    visitor.send("nothing")
    visitor.send("yes")
    assert visitor.screen == "question"
    return visitor


@pytest.mark.both
@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
@pytest.mark.parametrize("cookies", [True, False])
def test_a_visitor_goes_from_the_first_screen_to_a_result(questions, prefix, cookies):
    visitor = Visitor(prefix, cookies)
    visitor.start()
    visitor.walk(CALM)
    assert f"{prefix}/diagnostic/resultat/" in visitor.path
    assert 6 <= visitor.screens.count("question") <= 12
    assert DailyCount.objects.get().count == 1


def test_the_screens_speak_the_language_of_their_address(questions):
    for prefix, words, direction in (("", "C’est pour qui", "ltr"), ("/en", "Who is it for?", "ltr"), ("/ar", "لمن هذه المساعدة", "rtl")):
        visitor = Visitor(prefix)
        visitor.start()
        assert words in visitor.html
        assert f'dir="{direction}"' in visitor.html
        visitor.send("self"), visitor.send("nothing"), visitor.send("yes")
        code = visitor.field("code")
        assert Question.objects.get(code=code, locale__language_code=prefix.strip("/") or "fr").text in visitor.html.replace("&#x27;", "'")


def test_going_back_shows_what_was_answered_and_loses_nothing(questions):
    for cookies in (True, False):
        visitor = at_the_questions(cookies=cookies)
        first = visitor.field("code")
        visitor.send("2")
        second = visitor.field("code")
        visitor.send("0")
        third = visitor.field("code")
        visitor.send(go="back")
        assert (visitor.field("code"), visitor.checked) == (second, ["0"])
        visitor.send(go="back")
        assert (visitor.field("code"), visitor.checked) == (first, ["2"])
        visitor.send("1")
        assert visitor.field("code") == second
        visitor.send("0")
        assert visitor.field("code") == third or visitor.screen == "question"
        assert unseal_state(visitor.field("state")).answers == {first: 1, second: 0}


def test_what_is_ticked_when_one_goes_back_is_kept(questions):
    visitor = at_the_questions()
    code = visitor.field("code")
    visitor.send("2", go="back")
    assert visitor.screen == "internet"
    assert unseal_state(visitor.field("state")).answers == {code: 2}


def test_reloading_resumes_where_one_was(questions):
    visitor = at_the_questions()
    visitor.send("2")
    code = visitor.field("code")
    visitor.get("/diagnostic/etape/")
    assert visitor.field("code") == code
    visitor.get("/diagnostic/etape/question/9/")
    assert visitor.field("code") == code


def test_stopping_gives_a_result_to_be_confirmed_that_one_may_take_up_again(questions):
    visitor = at_the_questions()
    visitor.send("2")
    visitor.send(go="stop")
    assert visitor.screen == "pres-de"
    visitor.send(go="skip")
    assert "à confirmer" in visitor.html
    visitor.get("/diagnostic/etape/pres-de/")
    visitor.send(go="back")
    assert visitor.screen == "question"


def test_stopping_at_the_first_question_still_gives_a_result(questions):
    visitor = at_the_questions()
    visitor.send(go="stop")
    visitor.send(go="skip")
    assert "Ce que vous savez faire" in visitor.html
    assert "demander de l’aide" in visitor.html
    assert DailyCount.objects.get().klass == ""


def test_somebody_who_was_not_online_for_three_months_takes_no_test(questions):
    visitor = Visitor()
    visitor.start()
    visitor.walk(CALM | {"internet": "no"})
    assert "question" not in visitor.screens
    assert DailyCount.objects.get().klass == "first_steps"


def test_a_professional_gets_training_at_once(questions):
    visitor = Visitor()
    visitor.start()
    visitor.send("professional")
    assert "/diagnostic/resultat/" in visitor.path
    assert "Voir les formations" in visitor.html
    assert "Ce que vous savez faire" not in visitor.html
    assert DailyCount.objects.get().route.startswith("training:")


def test_what_cannot_wait_shows_a_number_at_once_then_a_door_and_makes_the_questions_optional(questions):
    CommuneFactory(code="16015", name="Angoulême", lat=45.65, lon=0.16, postcodes=["16000"])
    visitor = Visitor()
    visitor.start()
    visitor.send("self")
    visitor.send("procedure")
    assert visitor.screen == "porte"
    assert "Appelez-nous maintenant" in visitor.html
    visitor.send(near="16000")
    assert visitor.screen == "porte"
    assert "Près de vous" in visitor.html
    visitor.send(go="on")
    assert visitor.screen == "internet", "the place is known, the questions still come"
    visitor.send(go="back")
    assert visitor.screen == "porte"
    visitor.send(go="stop")
    assert "/diagnostic/resultat/" in visitor.path
    assert DailyCount.objects.get().route.startswith("procedure:")


def test_after_the_urgent_door_one_may_answer_the_questions(questions):
    visitor = Visitor()
    visitor.start()
    visitor.send("self")
    visitor.send(["device", "connection"])
    visitor.send(go="on")
    assert visitor.screen == "internet"
    visitor.walk(CALM)
    assert not {"equipement", "connexion"} & set(visitor.screens), "already said"
    assert DailyCount.objects.get().route.startswith("equipment:")


def test_a_helper_is_asked_what_the_person_does_without_help_and_is_counted(questions):
    visitor = Visitor()
    visitor.start()
    visitor.walk({"pour-qui": "helper", "urgent": "nothing", "internet": "yes"})
    assert "Ce que cette personne" in visitor.html
    assert DailyCount.objects.get().helped
    other = at_the_questions(who="helper")
    seen = other.html
    for _question in range(4):
        other.send("2")
        seen += other.html
    assert "sans votre aide" in seen


def test_an_empty_or_unknown_answer_is_asked_again_in_words(questions):
    visitor = Visitor()
    visitor.start()
    visitor.send()
    assert "Choisissez une réponse" in visitor.html
    for wrong in ("", "x" * 10_000, "\x00", "🙂", "-1", "99", "٢"):
        visitor = at_the_questions()
        code = visitor.field("code")
        visitor.send(wrong)
        assert "Choisissez une réponse" in visitor.html
        assert visitor.field("code") == code


def test_sending_twice_is_answering_once(questions):
    visitor = at_the_questions()
    page, code = visitor.html, visitor.field("code")
    visitor.send("2")
    visitor.html = page
    visitor.send("2")
    assert unseal_state(visitor.field("state")).answers == {code: 2}


def test_the_same_run_is_counted_once_whatever_is_sent_again(questions):
    for cookies in (True, False):
        DailyCount.objects.all().delete()
        visitor = Visitor(cookies=cookies)
        visitor.start()
        while visitor.screen != "pres-de":
            visitor.send({"urgent": "nothing"}.get(visitor.screen, visitor.tiles[0]))
        page = visitor.html
        visitor.send(go="skip")
        visitor.html = page
        visitor.send(go="skip")
        assert sum(row.count for row in DailyCount.objects.all()) == 1


def test_a_question_removed_under_way_is_passed_over(questions):
    for cookies in (True, False):
        visitor = at_the_questions(cookies=cookies)
        visitor.send("2")
        answered = next(iter(unseal_state(visitor.field("state")).answers))
        Question.objects.filter(code__in=[answered, visitor.field("code")], locale__language_code="fr").update(is_active=False)
        Question.objects.filter(code=answered, locale__language_code="fr").first().save()
        visitor.send("2")
        assert visitor.screen == "question"
        visitor.walk({})
        assert "/diagnostic/resultat/" in visitor.path


def test_a_bank_without_questions_still_leads_to_a_result(tree):
    visitor = Visitor()
    visitor.start()
    visitor.walk(CALM)
    assert "/diagnostic/resultat/" in visitor.path


def test_erasing_forgets_the_answers_in_every_language(questions):
    visitor = at_the_questions()
    response = visitor.client.post("/diagnostic/etape/effacer/")
    cookies = [value.OutputString() for value in response.cookies.values()]
    assert response.status_code == 302
    erased = {line.split("Path=")[1].split(";")[0] for line in cookies if "Max-Age=0" in line}
    assert erased == {"/diagnostic/", "/en/diagnostic/", "/ar/diagnostic/"}
    assert visitor.client.get("/diagnostic/etape/effacer/").status_code == 302
    visitor.client.cookies.clear()
    assert "effacées" in visitor.get("/diagnostic/etape/question/1/").content.decode()


def test_a_forged_stale_or_truncated_state_is_a_friendly_page(questions, monkeypatch):
    visitor = at_the_questions()
    good = visitor.field("state")
    for bad in ("", "x", "A" * 20_000, good[:-8], good[:50] + "AAAA" + good[54:], "é🙂", "\x00"):
        fresh = Client()
        response = fresh.post("/diagnostic/etape/question/1/", {"state": bad, "code": "A1-d1", "answer": "2"})
        assert response.status_code == 200
        assert "Recommencer" in response.content.decode()
    monkeypatch.setattr("diagnostic.state.LASTS", -1)
    assert "Recommencer" in Client().post("/diagnostic/etape/question/1/", {"state": good}).content.decode()


def test_changing_language_on_the_way_loses_nothing_and_shows_nothing_in_the_address(questions):
    for cookies in (True, False):
        visitor = at_the_questions(cookies=cookies)
        visitor.send("2")
        answers = unseal_state(visitor.field("state")).answers
        link = re.search(r'href="(/ar/diagnostic/etape/[^"]*\?suite=[^"]*)"', visitor.html).group(1)
        assert not any(code in link for code in answers)
        visitor.get(link)
        assert 'lang="ar"' in visitor.html
        assert unseal_state(visitor.field("state")).answers == answers
        visitor.walk({})
        assert visitor.path.startswith("/ar/diagnostic/resultat/")


@pytest.mark.parametrize("typed", ["zzzzqqqq", "Ø" * 10_000, "\x00", "🙂", "99999", "'; drop table", "<script>", "أنغوليم"])
def test_an_unknown_town_is_asked_again_in_words_and_kept(questions, typed):
    visitor = at_the_questions()
    visitor.send(go="stop")
    visitor.send(near=typed)
    assert visitor.screen == "pres-de"
    assert 'id="near_error"' in visitor.html
    visitor.send(go="skip")
    assert "/diagnostic/resultat/" in visitor.path


def test_an_empty_town_is_asked_again_and_a_position_is_rounded(questions):
    CommuneFactory(code="16015", name="Angoulême", lat=45.65, lon=0.16)
    visitor = at_the_questions()
    visitor.send(go="stop")
    visitor.send(near="")
    assert 'id="near_error"' in visitor.html
    visitor.send(lat="45.648412", lon="0.156219")
    assert "/diagnostic/resultat/" in visitor.path
    spot = unseal_state(visitor.client.cookies[f"{COOKIE}-fr"].value).spot
    assert (spot.lat, spot.lon, spot.commune) == (45.65, 0.16, "16015")


def test_a_name_borne_by_several_towns_offers_the_choice(questions):
    CommuneFactory(code="93066", name="Saint-Denis", lat=48.93, lon=2.35)
    CommuneFactory(code="97411", name="Saint-Denis", lat=-20.9, lon=55.45)
    for cookies in (True, False):
        visitor = at_the_questions(cookies=cookies)
        visitor.send(go="stop")
        visitor.send(near="saint denis")
        assert 'name="commune" value="97411"' in visitor.html
        visitor.send(near="saint denis", commune="97411")
        assert "/diagnostic/resultat/" in visitor.path


def test_a_later_screen_cannot_be_reached_before_its_time(questions):
    visitor = Visitor()
    visitor.start()
    visitor.get("/diagnostic/etape/langues/")
    assert visitor.screen == "pour-qui"
    for path in ("nowhere", "question", "resultat"):
        assert visitor.client.get(f"/diagnostic/etape/{path}/").status_code in (302, 404)
    assert visitor.client.get("/diagnostic/etape/question/99999999999999999999/").status_code == 302


def test_another_site_cannot_post_here(questions):
    response = Client().post("/diagnostic/etape/pour-qui/", {"answer": "self"}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not response.cookies


def test_posts_need_no_token_and_open_no_session(questions):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/diagnostic/etape/pour-qui/", {"answer": "self"})
    assert response.status_code == 200
    assert set(response.cookies) == {f"{COOKIE}-fr"}


def test_the_cookie_is_closed_short_and_kept_to_the_diagnostic(questions):
    for prefix, code in (("", "fr"), ("/en", "en"), ("/ar", "ar")):
        cookie = Client().get(f"{prefix}/diagnostic/etape/pour-qui/").cookies[f"{COOKIE}-{code}"]
        assert cookie["path"] == f"{prefix}/diagnostic/"
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["secure"]) == (True, "Lax", LASTS, "")
    assert Client().get("/diagnostic/etape/pour-qui/", secure=True).cookies[f"{COOKIE}-fr"]["secure"] is True


def test_the_state_fits_in_a_cookie_at_its_longest(questions):
    visitor = Visitor()
    visitor.start()
    while visitor.screen != "pres-de":
        visitor.send({"pour-qui": "helper", "urgent": "nothing", "internet": "yes", "question": "1"}.get(visitor.screen, visitor.tiles))
    assert len(visitor.field("state")) < 2000


def test_screens_are_never_cached_and_tell_no_other_site(questions):
    response = Client().get("/diagnostic/etape/pour-qui/")
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert "noindex" in response.content.decode()


def test_a_screen_costs_few_queries_and_little_weight(questions, django_assert_max_num_queries):
    visitor = at_the_questions()
    for _screen in range(20):
        if visitor.screen == "":
            break
        with django_assert_max_num_queries(15):
            body = visitor.client.get(visitor.path).content
        assert len(body) < 30_000, visitor.path
        visitor.send(**({"go": "skip"} if visitor.screen == "pres-de" else {"answer": visitor.tiles[0]}))
