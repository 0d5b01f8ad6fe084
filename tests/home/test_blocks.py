"""Every block shows itself: on a page, in the editor's preview, in three languages."""

import pytest
from django.template.loader import render_to_string
from wagtail.blocks import StructBlockValidationError

from core import pictures
from home.blocks.body import BodyBlock
from home.blocks.links import LinkBlock, links_for
from home.factories import ContentPageFactory, KeyFigureFactory
from home.pictures import Picture


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_each_block_has_a_preview_an_icon_a_group_and_a_description(name, tree):
    block = BodyBlock().child_blocks[name]
    assert block.meta.group
    assert block.get_description()
    assert block.is_previewable


def test_figures_show_their_source_and_date(tree, client):
    figure = KeyFigureFactory(value="8 millions", label="de personnes sans équipement", source_name="Insee", dated="2019")
    body = [{"type": "figures", "value": {"heading": "Pourquoi", "figures": [figure.pk]}}]
    page = ContentPageFactory(parent=tree.home["fr"], body=body)
    html = client.get(page.url).content.decode()
    assert "8 millions" in html
    assert "Insee" in html
    assert "(2019)" in html


def test_a_link_leads_to_a_page_or_to_an_address_never_both(tree):
    block = LinkBlock()
    for wrong in (
        {"label": "x", "page": None, "address": ""},
        {"label": "x", "page": tree.home["fr"], "address": "/lieux/"},
        {"label": "x", "page": None, "address": "javascript:alert(1)"},
        {"label": "x", "page": None, "address": "//ailleurs.example"},
        {"label": "", "page": None, "address": "/lieux/"},
    ):
        with pytest.raises(StructBlockValidationError):
            block.clean(block.to_python({**wrong, "page": wrong["page"].pk if wrong["page"] else None}))


def test_many_links_cost_one_query(tree, django_assert_num_queries):
    pages = [ContentPageFactory(parent=tree.home["fr"]) for _number in range(5)]
    values = [{"label": "", "page": page, "address": ""} for page in pages]
    links_for(values[:1])
    with django_assert_num_queries(1):
        assert len(links_for(values)) == 5


def test_a_question_hides_its_answer_until_it_is_opened(tree, client):
    body = [{"type": "questions", "value": {"heading": "", "questions": [{"question": "C’est payant ?", "answer": "<p>Non.</p>"}]}}]
    page = ContentPageFactory(parent=tree.home["fr"], body=body)
    assert "<details><summary>C’est payant ?" in client.get(page.url).content.decode()


def test_the_preview_of_a_block_wears_the_site_s_stylesheet(tree):
    block = BodyBlock().child_blocks["quote"]
    bound = block.get_preview_value() and block.bind(block.normalize(block.get_preview_value()))
    html = render_to_string("wagtailcore/shared/block_preview.html", {"page_title": "x", "block_def": block, "bound_block": bound})
    assert "css/site.css" in html
    assert "Odette" in html


def test_each_drawing_an_editor_may_choose_was_drawn():
    assert [picture for picture in Picture.values if not pictures.exists(picture)] == []
