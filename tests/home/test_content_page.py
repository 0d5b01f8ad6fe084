"""Pages the communications team writes, and the home page."""

import json
import re

from core.translating import translate
from home.factories import ContentPageFactory
from home.models import ContentPage, HomePage


def test_a_page_says_where_it_stands(tree, client):
    parent = ContentPageFactory(parent=tree.home["fr"], title="Nos missions", slug="missions")
    page = ContentPageFactory(parent=parent, title="S’équiper", slug="sequiper")
    html = client.get(page.url).content.decode()
    assert re.search(r'href="/missions/"[^>]*>Nos missions', html)
    assert "Accueil" in html


def test_a_page_may_stand_under_the_home_page_or_another_page_only(tree):
    assert ContentPage.can_exist_under(tree.home["fr"])
    assert ContentPage.can_exist_under(ContentPageFactory(parent=tree.home["fr"]))
    assert not ContentPage.can_exist_under(tree.home["fr"].get_parent())
    assert not HomePage.can_exist_under(tree.home["fr"])


def test_a_page_costs_few_queries(tree, client, django_assert_max_num_queries):
    parent = ContentPageFactory(parent=tree.home["fr"], show_in_menus=True)
    for _number in range(12):
        page = ContentPageFactory(parent=parent, show_in_menus=True, body=[{"type": "text", "value": "<p>Bonjour</p>"}])
    client.get(page.url)  # the settings, the menus and the roots of the sites are kept from the first visit on
    with django_assert_max_num_queries(15):
        assert client.get(page.url).status_code == 200


def test_a_page_sets_no_cookie_and_is_the_same_for_everyone(tree, client):
    page = ContentPageFactory(parent=tree.home["fr"])
    answer = client.get(page.url)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "<style" not in answer.content.decode()


def test_the_language_menu_lists_only_real_translations(tree, client):
    page = ContentPageFactory(parent=tree.home["fr"], title="Confiance", slug="confiance")
    assert 'hreflang="ar"' not in client.get(page.url).content.decode()
    translate(page, "ar", title="الثقة", slug="confiance")
    html = client.get(page.url).content.decode()
    assert 'href="/ar/confiance/"' in html
    assert 'hreflang="en"' not in html


def test_arabic_reads_from_right_to_left(tree, client):
    page = ContentPageFactory(parent=tree.home["fr"], title="Confiance", slug="confiance")
    translate(page, "ar", title="الثقة", slug="confiance")
    html = client.get("/ar/confiance/").content.decode()
    assert '<html lang="ar" dir="rtl">' in html


def test_the_home_page_says_one_thing_to_do_first(tree, client):
    target = ContentPageFactory(parent=tree.home["fr"], title="Diagnostic", slug="point")
    home = tree.home["fr"]
    home.hero_title, home.main_label, home.main_page = "Le numérique vous bloque ?", "Faire le point", target
    home.save_revision().publish()
    html = client.get("/").content.decode()
    assert re.search(r'<a class="button[^"]*" href="/point/">.*?Faire le point', html)


def test_the_main_button_follows_the_language(tree, client):
    target = ContentPageFactory(parent=tree.home["fr"], title="Diagnostic", slug="point")
    translate(target, "en", title="Diagnostic", slug="check-in")
    for code in ("fr", "en"):
        tree.home[code].main_label, tree.home[code].main_page = "Go", target
        tree.home[code].save_revision().publish()
    assert 'href="/en/check-in/"' in client.get("/en/").content.decode()


def test_search_engines_learn_who_we_are(tree, client):
    html = client.get("/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1))
    assert data["@type"] == "NGO"
    assert data["telephone"].startswith("+33")


def test_the_sitemap_lists_the_pages_in_every_language(tree, client):
    page = ContentPageFactory(parent=tree.home["fr"], slug="confiance")
    translate(page, "en", title="Trust", slug="trust")
    xml = client.get("/sitemap.xml").content.decode()
    assert "/confiance/</loc>" in xml
    assert "/en/trust/</loc>" in xml
    page.hide_from_robots = True
    page.save_revision().publish()
    assert "/confiance/" not in client.get("/sitemap.xml").content.decode()


def test_a_demonstration_keeps_robots_out(tree, client, settings):
    settings.DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    assert client.get("/sitemap.xml").status_code == 404
    html = client.get("/").content.decode()
    assert 'content="noindex' in html
    assert "Démonstration" in html


def test_visitors_never_get_the_user_bar_even_when_signed_in(tree, admin_client):
    assert "userbar" not in admin_client.get("/").content.decode()
