"""Translating from texts that are there gives what an editor would have got in the translation editor."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from catalogue.workshops.factories import WorkshopIndexPageFactory
from core.translating import UnlikeTexts, translate
from home.factories import ContentPageFactory, KeyFigureFactory, NavigationFactory

pytestmark = pytest.mark.both


def rich(text: str) -> list[dict]:
    return [{"type": "text", "id": "7b2f6c44-0000-4000-8000-000000000001", "value": text}]


@pytest.fixture
def page(tree):
    french = "<h2>Venez</h2><p>C’est <b>gratuit</b>. <a href='https://example.org'>En savoir plus</a></p>"
    return ContentPageFactory(parent=tree.home["fr"], title="S’équiper", slug="sequiper", body=rich(french), picture="equip")


ENGLISH = "<h2>Come</h2><p>It is <b>free</b>. <a href='https://example.org'>Read more</a></p>"


def test_a_page_gets_its_words_and_keeps_what_is_synchronised(page):
    english = translate(page, "en", title="Get equipped", slug="get-equipped", summary="One sentence.", body=rich(ENGLISH))
    assert english.live
    assert english.title == "Get equipped"
    assert english.url == "/en/get-equipped/"
    assert english.picture == "equip"
    assert 'It is <b>free</b>. <a href="https://example.org">Read more</a>' in english.body[0].value.source


def test_the_translation_is_tied_to_its_source_and_complete_in_the_translation_editor(page):
    translate(page, "en", title="Get equipped", slug="get-equipped", summary="One sentence.", body=rich(ENGLISH))
    total, done = Translation.objects.get(source__object_id=page.translation_key).get_progress()
    assert total == done > 4


def test_translating_twice_mends_the_words_and_adds_no_page(page):
    first = translate(page, "en", title="Get equiped", slug="get-equipped")
    again = translate(page, "en", title="Get equipped", slug="get-equipped")
    assert again.pk == first.pk
    assert again.title == "Get equipped"


def test_a_change_of_a_synchronised_field_reaches_the_translation_with_its_words_kept(page):
    translate(page, "en", title="Get equipped", slug="get-equipped")
    page.picture = "connect"
    page.save_revision().publish()
    english = translate(page, "en")
    assert (english.picture, english.title) == ("connect", "Get equipped")


def test_texts_of_another_shape_are_refused_with_the_place_where_they_differ(page):
    with pytest.raises(UnlikeTexts, match="body"):
        translate(page, "en", title="Get equipped", body=rich("<p>Come</p>"))


def test_a_snippet_is_translated_too(tree):
    figure = KeyFigureFactory(code="volunteers", order=7)
    arabic = translate(figure, "ar", value="900", label="متطوع ومتطوعة")
    assert (arabic.label, arabic.order, arabic.translation_key) == ("متطوع ومتطوعة", 7, figure.translation_key)


def test_an_address_left_out_stays_the_same_and_waits_for_nobody(page):
    english = translate(page, "en", title="Get equipped", summary="One sentence.", body=rich(ENGLISH))
    assert english.slug == "sequiper"
    total, done = Translation.objects.get(source__object_id=page.translation_key).get_progress()
    assert total == done


def test_an_address_left_out_later_keeps_its_translation(page):
    translate(page, "en", title="Get equipped", slug="get-equipped")
    assert translate(page, "en", title="Get equipped").slug == "get-equipped"


def test_a_page_with_a_fixed_address_never_asks_its_translator_for_one(tree):
    index = WorkshopIndexPageFactory(parent=tree.home["fr"])
    translate(index, "en", title="Workshops")
    paths = StringSegment.objects.filter(source__object_id=index.translation_key).values_list("context__path", flat=True)
    assert "slug" not in paths
    assert index.get_translation(Locale.objects.get(language_code="en")).slug == "ateliers"


def test_the_name_of_a_menu_is_for_the_team_and_not_translated(tree):
    menu = NavigationFactory(name="Menu du haut")
    translate(menu, "en")
    assert not StringSegment.objects.filter(source__object_id=menu.translation_key, context__path="name").exists()
