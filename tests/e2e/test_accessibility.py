"""Every kind of public page that the main job (test_by_keyboard.py) does not pass through: a table of addresses, widths and languages."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.conftest import DESK, PHONE, follow

# Where, and in which languages ("" is French): a page of its own is shown in both, a state of it in one.
ADDRESSES = [
    ("/ateliers/?near=38000", ("", "/ar")),
    ("/ateliers/?near=Saint-Denis", ("",)),
    ("/ateliers/?near=38000&date=demain&free=1&language=en", ("/ar",)),
    ("/ateliers/premiers-pas/", ("", "/ar")),
    ("/ateliers/tete-a-tete/", ("",)),
    ("/lieux/", ("", "/ar")),
    ("/lieux/?near=38000&need=procedures", ("", "/ar")),
    ("/lieux/?near=Saint-Denis", ("",)),
    ("/lieux/?near=zzzz", ("/ar",)),
    ("{place}", ("", "/ar")),
    ("/s-equiper/?near=38000", ("", "/ar")),
    ("/s-equiper/?near=38000&kind=tablette", ("",)),
    ("/se-connecter/", ("", "/ar")),
    ("/lieux/alerte/{shop}/tablette/", ("/ar",)),
    ("/lieux/alerte/c/{alert}/", ("",)),
    ("/lieux/orienter/?near=38000", ("",)),
    ("/lieux/orienter/{shop}/", ("", "/ar")),
    ("/lieux/orientation/{paper}/", ("",)),
    ("{place}imprimer/", ("", "/ar")),
    ("/formations/", ("", "/ar")),
    ("/formations/reperer/", ("",)),
    ("/inscription/{session}/", ("", "/ar")),
    ("/inscription/r/{draft}/contact/", ("",)),
    ("/inscription/r/{draft}/verifier/", ("",)),
    ("/inscription/r/{sent}/", ("", "/ar")),
    ("/inscription/r/{sent}/annuler/", ("",)),
    ("/reserver/{full}/", ("",)),
]
FAULTS = """() => {
  const seen = (e) => e.offsetParent !== null;
  const faults = [];
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  let level = 0;
  for (const heading of [...document.querySelectorAll("main :is(h1, h2, h3, h4)")].filter(seen)) {
    if (+heading.tagName[1] > level + 1) faults.push("a heading skips a level: " + heading.textContent.trim());
    level = +heading.tagName[1];
  }
  const addresses = {};
  for (const link of [...document.querySelectorAll("main a[href]")].filter(seen)) {
    const name = (link.ariaLabel || link.textContent).replace(/\\s+/g, " ").trim();
    if ((addresses[name] ??= link.href) !== link.href) faults.push("two links with one name: " + name);
  }
  for (const target of [...document.querySelectorAll("main :is(a, button, summary, select, input:not([type=hidden]))")].filter(seen)) {
    const box = (target.closest("label") || target).getBoundingClientRect();
    if (getComputedStyle(target).display !== "inline" && box.height < 43.5) faults.push("too small: " + target.outerHTML.slice(0, 99));
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push("scrolls sideways");
  return faults;
}"""


@pytest.fixture(scope="module")
def names(live, in_database) -> dict[str, Any]:
    """A little of everything at Grenoble, in French and in Arabic; what the addresses of the table need."""
    return in_database(_build)


def _build() -> dict[str, Any]:
    from wagtail.models import Locale

    from catalogue.agenda import seats
    from catalogue.agenda.factories import SessionFactory, in_days
    from catalogue.places.cards import place_url
    from catalogue.places.factories import (
        CommuneFactory,
        ReceptionPointFactory,
        RelayFactory,
        StockAlertFactory,
        StockItemFactory,
        StockReferralFactory,
    )
    from catalogue.places.models import PlaceIndexPage
    from catalogue.training.factories import CourseIndexPageFactory, CoursePageFactory
    from catalogue.training.register import begin, change_contact, send
    from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
    from tests.training.conftest import CONTACT, TEAM
    from tests.trees import plant

    home = plant().home["fr"]
    places = home.add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=home.locale))
    workshops, courses = WorkshopIndexPageFactory(parent=home), CourseIndexPageFactory(parent=home)
    first = WorkshopPageFactory(parent=workshops, title="Premiers pas", slug="premiers-pas")
    alone = WorkshopPageFactory(parent=workshops, title="Tête-à-tête", slug="tete-a-tete", format="individual")
    course = CoursePageFactory(parent=courses, title="Repérer et orienter", slug="reperer")
    arabic = Locale.objects.get(language_code="ar")
    for page in (places, workshops, courses, first, alone):
        page.copy_for_translation(arabic).save_revision().publish()
    CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])
    CommuneFactory(code="93066", name="Saint-Denis", lat=48.94, lon=2.36, postcodes=["93200"])
    CommuneFactory(code="97411", name="Saint-Denis", lat=-20.88, lon=55.45, postcodes=["97400"])
    place = ReceptionPointFactory(name="Emmaüs Connect Grenoble")
    shop = RelayFactory(name="La Passerelle")
    StockItemFactory(place=shop, kind="tablet", level="none")
    for kind in ("laptop", "sim_card"):
        StockItemFactory(place=shop, kind=kind, referral_way="printed")
    alert = StockAlertFactory(place=shop, state="offered", offered_until=in_days(2))
    paper = StockReferralFactory(place=shop)
    for days in (5, 6):
        SessionFactory(offer=first, place=place, starts_at=in_days(days))
        SessionFactory(offer=alone, place=place, starts_at=in_days(days), capacity=1)
    full = SessionFactory(offer=first, place=place, starts_at=in_days(9), capacity=1)
    seats.reserve(full.pk, key="somebody")
    session = SessionFactory(offer=course, place=place, capacity=12)
    team, contact = TEAM | {"seat_count": 2, "siret": "73282932000074"}, CONTACT | {"contact_phone": "+33536491234"}
    draft, sent = (begin(session.pk, team, key=key, language="fr", waits=False) for key in ("draft", "sent"))
    for registration in (draft, sent):
        change_contact(registration.pk, contact)
    send(sent.pk)
    stock = {"shop": shop.pk, "alert": alert.token, "paper": paper.token}
    return stock | {"place": place_url(place), "session": session.pk, "full": full.pk, "draft": draft.token, "sent": sent.token}


def look(page: Any, axe: Callable[[Any], None]) -> None:
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 760})
        axe(page)
        assert page.evaluate(FAULTS) == [], (page.url, width)


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_kind_of_page_is_accessible(visit, live, names, axe, prefix):
    page = visit(f"{prefix}/")
    for address, languages in ADDRESSES:
        if prefix in languages:
            page.goto(f"{live.url}{prefix}{address.format(**names)}")
            look(page, axe)


def test_after_a_mistake_the_keyboard_begins_where_it_is_said(visit, names):
    page = visit(f"/inscription/{names['session']}/")
    follow(page, "main form button.wide")
    assert page.evaluate("document.activeElement.matches('.errors')")
    assert page.title().startswith("À revoir")
    page = visit("/lieux/?near=zzzz")
    assert page.evaluate("document.activeElement.matches('#near[aria-invalid=true][aria-describedby~=near_error]')")


def test_the_focus_is_seen_and_never_under_the_bars(visit, names):
    page = visit("/ateliers/?near=38000", height=640)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 640})
        page.locator("a.skip").focus()
        for _stop in range(45):
            page.keyboard.press("Tab")
            hidden = page.evaluate("""() => {
              const e = document.activeElement, box = e.getBoundingClientRect();
              if (e === document.body || !e.closest("main")) return "";
              const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
              const free = ([x, y]) => document.elementFromPoint(x, y)?.closest(".helpbar, .top") === null;
              return [[box.left + 6, box.top + 6], [box.right - 6, box.bottom - 6], middle].some(free) ? "" : e.outerHTML.slice(0, 120);
            }""")
            assert not hidden, (width, hidden)
            if page.evaluate("document.activeElement.closest('footer') !== null"):
                break


def test_larger_spacing_and_twice_the_size_hide_nothing(visit, names, live):
    """The spacing of WCAG 1.4.12, and a window half as wide, which is what a zoom of 200 % makes."""
    page = visit("/", width=640)
    for address in ("/ateliers/?near=38000", "/lieux/?near=38000", "/formations/reperer/", names["place"]):
        for width in (640, 320):
            page.set_viewport_size({"width": width, "height": 640})
            page.goto(f"{live.url}{address}")
            page.evaluate("""() => { for (const e of document.querySelectorAll("main *, header *")) {
              e.style.lineHeight = "1.5"; e.style.letterSpacing = ".12em"; e.style.wordSpacing = ".16em"; } }""")
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (address, width)
