"""The map beside the list: nothing of it before the press, everything of it by keyboard, in Arabic too."""

import struct
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import override_settings

from tests.e2e.conftest import DESK, PHONE, tab_to

NEAR = "/lieux/?near=38000"
SHOW, HIDE, PIN, CARD = "[data-map-show]", "[data-map-hide]", ".map-pin", "[data-map-card]"


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


GREY = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress((b"\0" + b"\xe8" * 256) * 256))
    + _chunk(b"IEND", b"")
)


class Tiles(ThreadingHTTPServer):
    """A server of images on another origin; ``asked`` holds (path, Referer); ``works`` makes it fail."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[tuple[str, str | None]] = []
        self.works = True

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Tiles

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Referer")))
        self.send_response(200 if self.server.works else 503)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(GREY if self.server.works else b"")

    def log_message(self, *_words: object) -> None:
        return


@pytest.fixture(scope="module")
def tile_server() -> Iterator[Tiles]:
    server = Tiles()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with override_settings(MAP_TILES_URL=f"http://{server.host}/{{z}}/{{x}}/{{y}}.png"):
        yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def tiles(tile_server) -> Tiles:
    tile_server.asked.clear()
    tile_server.works = True
    return tile_server


@pytest.fixture(scope="module")
def place(live, in_database) -> str:
    """Places around Grenoble, three at one point, one without a point; return the address of our own."""
    return in_database(_build)


def _build() -> str:
    from wagtail.models import Locale

    from catalogue.places.cards import place_url
    from catalogue.places.factories import CommuneFactory, PlaceFactory, ReceptionPointFactory
    from catalogue.places.models import PlaceIndexPage
    from tests.trees import plant

    home = plant().home["fr"]
    index = home.add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=home.locale))
    index.copy_for_translation(Locale.objects.get(language_code="ar")).save_revision().publish()
    CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])
    ours = ReceptionPointFactory(name="Emmaüs Connect Grenoble", lat=45.191, lon=5.721, opening_hours="24/7")
    for name in ("Au même endroit", "Là aussi", "Et là"):
        PlaceFactory(name=name, lat=45.23, lon=5.75, opening_hours="24/7")
    for number in range(9):
        PlaceFactory(name=f"Plus loin {number}", lat=45.3 + number / 100, lon=5.6)
    PlaceFactory(name="Sans point", lat=None, lon=None)
    return place_url(ours)


def shown(page) -> list[str]:
    """Wait for the markers and return their names."""
    page.locator(PIN).first.wait_for()
    return [pin.get_attribute("aria-label") for pin in page.locator(PIN).all()]


def images_come(page) -> None:
    page.wait_for_selector("img.leaflet-tile-loaded")


def test_nothing_of_the_map_is_asked_before_the_press(visit, tiles, place):
    page = visit(NEAR, allow=(tiles.host,))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not [url for url in asked if "leaflet" in url or "js/map" in url or "css/map" in url or tiles.host in url]
    assert not tiles.asked
    page.click(SHOW)
    names = shown(page)
    images_come(page)
    assert tiles.asked
    assert {referer for _path, referer in tiles.asked} == {None}  # the IGN sees an address of the network, not what is looked for
    assert len(names) == 10
    assert names[0].startswith("1. Emmaüs Connect Grenoble, à ")
    assert page.context.cookies() == []


def test_the_map_and_the_list_bear_the_same_numbers_and_light_together(visit, tiles, place):
    page = visit(NEAR, width=DESK, allow=(tiles.host,))
    page.click(SHOW)
    shown(page)
    assert page.locator("#places [data-map-number]").all_inner_texts() == [str(number) for number in range(1, 11)]
    assert page.locator(PIN).all_inner_texts() == [str(number) for number in range(1, 11)]
    page.mouse.move(1, 1)
    page.locator("#places li h3 a").nth(2).focus()
    assert page.locator(f"{PIN}.lit").all_inner_texts() == ["3"]
    page.locator(PIN).nth(4).focus()
    assert page.locator("#places li.map-lit [data-map-number]").all_inner_texts() == ["5"]
    boxes = [pin.bounding_box() for pin in page.locator(PIN).all()[1:4]]  # one point, three markers that a thumb can tell
    assert len({round(box["x"] / 40) for box in boxes}) == 3
    frame, card = page.locator(".map-frame").bounding_box(), page.locator("#places li").first.bounding_box()
    assert frame["x"] > card["x"] + card["width"]  # beside the list; on a phone above it
    page.set_viewport_size({"width": PHONE, "height": 760})
    frame, card = page.locator(".map-frame").bounding_box(), page.locator("#places li").first.bounding_box()
    assert frame["y"] + frame["height"] < card["y"]


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_everything_is_reached_and_left_by_keyboard(visit, tiles, place, prefix):
    page = visit(f"{prefix}{NEAR}", allow=(tiles.host,))
    tab_to(page, SHOW)
    page.keyboard.press("Enter")
    shown(page)
    assert page.locator("[data-map-canvas]:focus").count() == 1
    page.keyboard.press("Tab")
    name = page.locator(f"{PIN}:focus").get_attribute("aria-label")
    assert name.startswith("1. Emmaüs Connect Grenoble،" if prefix else "1. Emmaüs Connect Grenoble, à ")
    page.keyboard.press("Enter")
    assert page.locator(f"{CARD}:focus").get_attribute("aria-label") == name.removeprefix("1. ")
    assert page.locator(PIN).first.get_attribute("aria-expanded") == "true"
    assert page.locator(f"{CARD} h3 a").get_attribute("href") == page.locator("#places li h3 a").first.get_attribute("href")
    assert page.locator(f"{CARD} a[href^='tel:']").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(CARD).is_hidden()
    assert page.locator(f"{PIN}:focus").get_attribute("aria-label") == name
    page.keyboard.press("Space")
    tab_to(page, "[data-map-to-list]")
    page.keyboard.press("Enter")
    assert page.locator("#places li:first-child h3 a:focus").count() == 1
    page.locator("[data-map-canvas]").focus()
    tab_to(page, HIDE)  # no marker keeps the keyboard
    page.keyboard.press("Enter")
    assert page.locator(f"{SHOW}:focus").count() == 1
    assert page.locator(PIN).count() == 0
    assert page.locator("#places [data-map-number] svg").count() == 10


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_the_map_is_accessible_at_both_widths(visit, tiles, place, axe, scrolls_sideways, prefix):
    page = visit(f"{prefix}{NEAR}", allow=(tiles.host,))
    page.click(SHOW)
    shown(page)
    images_come(page)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 760})
        page.locator(PIN).nth(9).press("Enter")
        axe(page)
        assert not scrolls_sideways(page)
        for selector in (".map-zoom button", ".map-close", HIDE, SHOW, PIN):
            for box in [one.bounding_box() for one in page.locator(f"{selector}:visible").all()]:
                assert min(box["width"], box["height"]) >= 47.5, (selector, box)
        zoom, canvas = page.locator(".map-zoom").bounding_box(), page.locator("[data-map-canvas]").bounding_box()
        at_the_start = zoom["x"] - canvas["x"] < canvas["width"] / 2
        assert at_the_start is (prefix == "")
        assert page.evaluate(f"getComputedStyle(document.querySelector('{CARD}')).direction") == ("rtl" if prefix else "ltr")
        page.keyboard.press("Escape")


def test_the_map_comes_back_in_this_tab_on_this_page_alone_until_it_is_removed(visit, tiles, place, live):
    page = visit(NEAR, allow=(tiles.host,))
    page.click(SHOW)
    shown(page)
    page.goto(f"{live.url}{NEAR}&page=2")
    assert len(shown(page)) == 3
    assert page.evaluate("document.activeElement === document.body")
    page.goto(f"{live.url}{place}")
    assert page.locator(SHOW).is_visible()
    page.goto(f"{live.url}{NEAR}")
    shown(page)
    page.click(HIDE)
    page.reload(wait_until="networkidle")
    assert page.locator(SHOW).is_visible()
    assert page.context.cookies() == []
    assert visit(NEAR, allow=(tiles.host,)).locator(SHOW).is_visible()


def test_a_place_has_its_own_small_map(visit, tiles, place, axe):
    page = visit(place, allow=(tiles.host,))
    page.click(SHOW)
    assert shown(page)[0].startswith("Emmaüs Connect Grenoble, ")
    images_come(page)
    page.locator(PIN).press("Enter")
    assert "12 rue des Lilas" in page.locator(CARD).inner_text()
    axe(page)
    page.reload(wait_until="networkidle")
    assert page.locator(SHOW).is_visible()  # the choice of one page is not that of another


def test_when_the_images_do_not_come_a_sentence_says_so_and_the_list_stays(visit, tiles, place):
    tiles.works = False
    page = visit(NEAR, allow=(tiles.host,))
    page.click(SHOW)
    page.get_by_text("Les images de la carte n’arrivent pas.").wait_for()
    assert len(shown(page)) == 10
    assert page.locator("#places li h3 a").count() == 10
    other = visit(NEAR, allow=(tiles.host,))
    other.route("**/leaflet.js", lambda route: route.abort())
    other.click(SHOW)
    other.get_by_text("Les images de la carte n’arrivent pas.").wait_for()
    assert other.locator(SHOW).is_visible()
    other.unroute("**/leaflet.js")
    tiles.works = True
    other.click(SHOW)
    images_come(other)
    visit.faults.clear()  # the browser itself tells what it could not load


def test_nothing_moves_for_those_who_asked_for_calm(visit, tiles, place):
    page = visit(NEAR, allow=(tiles.host,))
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    page.click(SHOW)
    shown(page)
    assert page.locator(".leaflet-fade-anim").count() == 0
    page.click("[data-map-closer]")
    assert page.locator(".leaflet-zoom-anim").count() == 0
    page.emulate_media(reduced_motion="no-preference")
    page.click(HIDE)
    page.reload()
    page.click(SHOW)
    shown(page)
    assert page.locator(".leaflet-fade-anim").count() == 1  # so the class above is the right one to look for
