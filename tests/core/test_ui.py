"""Words, drawings, colours and weight of every page."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils.translation import override

from config.errors import server_error
from core import assets, moments, pictures
from core.languages import described, links_for_view

NBSP = "\u00a0"
CSS = Path(settings.ROOT) / "static" / "css"
AFTERNOON = datetime(2026, 11, 27, 14, 30)


@pytest.fixture(autouse=True)
def in_2026(monkeypatch):
    monkeypatch.setattr(moments.timezone, "localdate", lambda: date(2026, 11, 24))


# Days, hours, distances


def test_a_day_is_said_in_words():
    assert moments.day_in_words(AFTERNOON) == f"vendredi 27{NBSP}novembre"
    assert moments.day_in_words(date(2026, 12, 1)) == f"mardi 1er{NBSP}décembre"
    with override("en"):
        assert moments.day_in_words(AFTERNOON) == "Friday 27 November"
    with override("ar"):
        assert moments.day_in_words(AFTERNOON) == "الجمعة 27 نوفمبر"


def test_another_year_is_said():
    assert moments.day_in_words(date(2027, 1, 12)) == f"mardi 12{NBSP}janvier{NBSP}2027"


@pytest.mark.parametrize(
    ("language", "moment", "words"),
    [
        ("fr", time(14), f"14{NBSP}h"),
        ("fr", time(9, 5), f"9{NBSP}h{NBSP}05"),
        ("en", time(14, 30), f"2:30{NBSP}pm"),
        ("en", time(0), f"12{NBSP}am"),
        ("en", time(12), f"12{NBSP}pm"),
        ("ar", time(9), "09:00"),
    ],
)
def test_an_hour_is_said_as_people_say_it(language, moment, words):
    with override(language):
        assert moments.hour(moment) == words


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (None, ""),
        (0, f"à 100{NBSP}m"),
        (0.61, f"à 600{NBSP}m"),
        (0.96, f"à 1{NBSP}km"),
        (1.24, f"à 1,2{NBSP}km"),
        (2.02, f"à 2{NBSP}km"),
        (9.96, f"à 10{NBSP}km"),
        (124.4, f"à 124{NBSP}km"),
    ],
)
def test_a_distance_is_rounded_to_what_matters(km, words):
    assert moments.distance(km) == words


def test_a_duration_is_said_in_hours_and_minutes():
    assert [moments.duration(minutes) for minutes in (45, 120, 90, 125)] == [
        f"45{NBSP}min",
        f"2{NBSP}h",
        f"1{NBSP}h{NBSP}30",
        f"2{NBSP}h{NBSP}05",
    ]


def test_the_leaf_says_the_whole_date_to_those_who_hear_it():
    html = render_to_string("components/leaf.html", {"starts": AFTERNOON, "alone": False})
    assert f"vendredi 27{NBSP}novembre" in html
    assert 'datetime="2026-11-27T14:30:00"' in html


# Drawings

SKILLS = {f"skill-{area}{number}" for area, count in zip("abcdef", (5, 2, 3, 3, 3, 4), strict=True) for number in range(1, count + 1)}
ANSWERS = {"no", "with-help", "alone", "dont-know"}


def test_every_skill_and_answer_has_its_drawing():
    assert set(pictures.names()) >= SKILLS | ANSWERS


@pytest.mark.parametrize("name", pictures.names())
def test_a_drawing_is_light_well_formed_and_without_words(name):
    text = (pictures.FOLDER / f"{name}.svg").read_text()
    assert len(text.encode()) <= 3072
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") in ("0 0 64 64", "0 0 160 120", "0 0 320 240")
    assert not [node for node in root.iter() if node.tag.endswith(("text", "style", "script", "image"))]


def test_a_drawing_is_hidden_from_screen_readers_unless_it_says_something():
    template = Template('{% load ui %}{% picture "alone" %}{% picture "alone" alt=words %}')
    html = template.render(Context({"words": '<b>"Seul"</b>'}))
    assert html.count('aria-hidden="true"') == 1
    assert 'role="img" aria-label="&lt;b&gt;&quot;Seul&quot;&lt;/b&gt;"' in html


@pytest.mark.parametrize("name", ["", "not-drawn", "../../secret", "a" * 200, "<svg>"])
def test_an_unknown_drawing_is_replaced_by_the_neutral_one(name):
    assert pictures.drawing(name) == pictures.drawing("neutral")


# Colours


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", (CSS / "tokens.css").read_text()))
TEXT = [
    *[("ink", ground) for ground in ("paper", "card", "brand-tint", "sun-tint", "sun", "error-tint", "ok-tint")],
    *[("ink-soft", ground) for ground in ("paper", "card", "sun-tint", "brand-tint")],
    *[("brand", ground) for ground in ("paper", "card", "brand-tint", "sun-tint")],
    *[("error", ground) for ground in ("paper", "card", "error-tint")],
    ("on-brand", "brand"),
    ("on-brand", "brand-deep"),
    ("on-brand", "error"),
    ("on-sun", "sun"),
]
SHAPES = [(shape, ground) for shape in ("edge", "brand", "coral", "error", "ok") for ground in ("paper", "card")]


@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_holds_seven_to_one(front, ground):
    assert contrast(TOKENS[front], TOKENS[ground]) >= 7


@pytest.mark.parametrize(("front", "ground"), SHAPES)
def test_shapes_hold_three_to_one(front, ground):
    assert contrast(TOKENS[front], TOKENS[ground]) >= 3


def test_the_stylesheet_mirrors_by_itself():
    physical = re.compile(r"(?<![\w-])(margin|padding|border)-(left|right)\b|(?<![\w-])(left|right)\s*:|float:\s*(left|right)")
    for file in assets.sources("css/site.css"):
        assert not physical.search(file.read_text()), file.name


# Pages


def test_one_stylesheet_and_one_script_hold_all_the_sources(tmp_path):
    for path in assets.BUNDLES:
        text = assets.write_bundle(path, tmp_path).read_text()
        assert all(source.read_text() in text for source in assets.sources(path))
        assert len(assets.sources(path)) > 1
    assert len(gzip.compress((tmp_path / "css/site.css").read_bytes())) <= 15_000


def test_a_page_is_light(tree, client, tmp_path):
    html = client.get("/styleguide/").content
    own = sum(len(gzip.compress(assets.write_bundle(path, tmp_path).read_bytes())) for path in assets.BUNDLES)
    assert len(gzip.compress(html)) + own <= 60_000  # every component and drawing at once
    assert len(gzip.compress(client.get("/").content)) + own <= 35_000


@pytest.mark.parametrize(("path", "language", "direction"), [("/", "fr", "ltr"), ("/en/", "en", "ltr"), ("/ar/", "ar", "rtl")])
def test_a_page_says_its_language_and_offers_the_others(tree, client, path, language, direction):
    html = client.get(path).content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in html
    for other in ("fr", "en", "ar"):
        assert f'hreflang="{other}"' in html
    assert 'lang="ar" hreflang="ar" dir="rtl"' in html


def test_every_page_has_a_human_to_call_and_no_inline_code(tree, client):
    html = client.get("/").content.decode()
    assert html.count('href="tel:+33199001234"') >= 3
    assert "style=" not in re.sub(r"<meta[^>]*>", "", html)
    assert not re.search(r"<script(?![^>]*src=)(?![^>]*ld\+json)|onclick=", html)


def test_the_public_page_sets_no_cookie(tree, client):
    answer = client.get("/")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_demonstration_says_so_and_keeps_robots_out(tree, client):
    assert "noindex" not in client.get("/").content.decode()
    with override_settings(DEMO=True):
        html = client.get("/").content.decode()
    assert "noindex" in html
    assert "Démonstration" in html


def test_links_of_a_view_keep_its_filters_under_each_language():
    request = RequestFactory().get("/lieux/?near=16000")
    links = links_for_view(request)
    assert [link["url"] for link in links] == ["/lieux/?near=16000", "/en/lieux/?near=16000", "/ar/lieux/?near=16000"]
    with override("ar"):
        assert [(link.name, link.direction, link.is_current) for link in described(links)] == [
            ("Français", "ltr", False),
            ("English", "ltr", False),
            ("العربية", "rtl", True),
        ]


@pytest.mark.parametrize("path", ["/styleguide/", "/en/styleguide/", "/ar/styleguide/", "/styleguide/?form=empty&near=wrong"])
def test_the_style_page_answers_in_every_language(tree, client, path):
    assert client.get(path).status_code == 200


# When something goes wrong


@pytest.mark.parametrize("path", ["/nulle-part/", "/en/nowhere/", "/ar/nowhere/"])
def test_a_page_that_is_not_there_offers_a_way_and_a_phone(tree, client, path):
    answer = client.get(path)
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "ateliers/" in html
    assert "tel:+33199001234" in html


@pytest.mark.parametrize("name", ["400", "403", "404", "csrf"])
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_error_pages_speak_each_language(tree, name, language):
    with override(language):
        html = render_to_string(f"errors/{name}.html", request=RequestFactory().get("/"))
    assert "tel:+33199001234" in html
    assert f'lang="{language}"' in html


def test_the_page_of_a_breakdown_needs_nothing_but_itself():
    """No context processor, no database (this test has no access to one)."""
    html = server_error(RequestFactory().get("/")).content.decode()
    for words in ("Vous n’avez rien fait de mal", "You did nothing wrong", "لم ترتكبوا أي خطأ", "01 99 00 12 34"):
        assert words in html


def test_a_bundle_may_be_written_by_several_at_once(tmp_path):
    wanted = assets.write_bundle("css/site.css", tmp_path / "alone").read_text(encoding="utf-8")
    folders = [tmp_path / str(turn) for turn in range(20) for _thread in range(4)]
    with ThreadPoolExecutor(4) as threads:
        written = list(threads.map(lambda folder: assets.write_bundle("css/site.css", folder).read_text(encoding="utf-8"), folders))
    assert set(written) == {wanted}
    assert not list(tmp_path.rglob("*.new"))
