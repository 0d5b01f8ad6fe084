"""The page of a place in a browser, and its sheet on real paper: one side of A5, whatever there is to say."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.e2e.conftest import PHONE, tab_to

_POINTS_OF_A5 = (420, 595)
# By how many pixels what is written is higher and wider than its frame.
_OVER = """() => [".a5", ".middle"].map((name) => document.querySelector(name))
    .map((frame) => [frame.scrollHeight - frame.clientHeight, frame.scrollWidth - frame.clientWidth])"""
_HOURS = (
    "Mo 09:00-12:00,13:30-17:30; Tu 09:00-12:00; We 08:30-12:30,13:30-18:30; Th 13:30-17:30; "
    'Fr 09:00-12:00,13:30-16:30 "sur rendez-vous"; Sa 10:00-11:30'
)


@pytest.fixture(scope="module")
def places(live, in_database) -> dict[str, str]:
    return in_database(_build)


def _build() -> dict[str, str]:
    from catalogue.places.cards import place_url
    from catalogue.places.factories import PlaceFactory, PlaceTextFactory

    longest = PlaceFactory(
        name="Maison de services au public intercommunale de la vallée de la Haute-Dordogne et du Sancy artense",
        address="Zone artisanale des Quatre-Chemins, bâtiment C, deuxième étage à gauche",
        address_extra="Entrée par la cour de la bibliothèque municipale, derrière la halle",
        postcode="63760",
        city="Bourg-Lastic-sur-Dordogne",
        opening_hours=_HOURS,
        how_to_come="Bus 12 et 37, arrêt « Place du Marché », puis cinq minutes à pied vers l’église. Entrée dans la cour, deux marches, "
        "sonnez à « Espace numérique ». Le parking est gratuit.",
        papers_asked="Une pièce d’identité, une attestation de la Caf ou de France Travail récente, et votre téléphone chargé",
        mobility=["Itinérant"],
        languages=["fr", "en", "ar", "es", "pt", "fa"],
        verified_on=date(2026, 11, 3),
    )
    PlaceTextFactory(
        place=longest,
        language="ar",
        how_to_come="الحافلتان 12 و37، محطة «ساحة السوق»، ثم خمس دقائق سيرًا نحو الكنيسة. المدخل في الفناء، درجتان، "
        "اقرعوا جرس «الفضاء الرقمي».",
        papers_asked="بطاقة هوية، وشهادة من صندوق الإعانات العائلية أو من مكتب العمل لا يزيد عمرها على ثلاثة أشهر، وهاتفكم مشحونًا",
    )
    plain = PlaceFactory(name="La Passerelle", how_to_come="Tram A", verified_on=date(2026, 11, 3))
    prose = PlaceFactory(
        name="École et " * 22,
        address="Lieu-dit du " * 20,
        city="Saint-Jean " * 9,
        opening_hours="Le mardi, " * 90,
        how_to_come="à pied, " * 37,
        phone="",
    )
    return {name: place_url(place) for name, place in (("longest", longest), ("plain", plain), ("prose", prose))}


@pytest.mark.parametrize("name", ["longest", "plain", "prose"])
def test_the_sheet_is_one_side_of_a5_and_nothing_is_cut_off(visit, live, places, name):
    page = visit(f"{places[name]}imprimer/")
    page.emulate_media(media="print")
    for prefix in ("", "/en", "/ar"):
        page.goto(f"{live.url}{prefix}{places[name]}imprimer/")
        sides = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(sides) == 1, prefix
        assert [round(float(side)) for side in sides[0].mediabox[2:]] == list(_POINTS_OF_A5)
        page.set_viewport_size({"width": 491, "height": 722})  # what is left of A5 within its margins
        room = page.evaluate(_OVER)
        assert all(over <= 0 for pair in room for over in pair), (prefix, room, page.evaluate("document.querySelector('main').className"))
        assert page.evaluate("document.querySelector('.qr').getBoundingClientRect().width") > 100


def test_the_keyboard_reaches_the_phone_the_way_and_the_sheet(visit, places):
    page: Any = visit(places["plain"], width=PHONE, javascript=False)
    for selector in ("a[href^='tel:+33465710000']", "a[href$='/imprimer/']", "a[href*='openstreetmap.org']"):
        tab_to(page, f"main {selector}")
