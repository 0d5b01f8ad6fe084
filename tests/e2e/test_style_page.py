"""The style page shows every component in every state: what holds there holds on every page."""

import pytest

LANGUAGES = ("", "/ar")


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_component_is_accessible(visit, axe, prefix, width):
    axe(visit(f"{prefix}/styleguide/", width=width))


def test_the_other_states_are_accessible(visit, axe):
    axe(visit("/styleguide/?form=empty&near=wrong"))
    axe(visit("/ar/styleguide/?form=empty&near=choices"))


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("query", ["", "?form=empty&near=choices", "?near=wrong"])
def test_nothing_scrolls_sideways_on_the_narrowest_phone(visit, scrolls_sideways, prefix, query):
    assert not scrolls_sideways(visit(f"{prefix}/styleguide/{query}", width=320))


def test_the_header_leaves_the_phone_s_screen_to_the_page(visit):
    page = visit("/styleguide/?form=empty", width=360)
    assert page.locator("header.top").bounding_box()["height"] <= 80
    assert page.locator("aside.helpbar").bounding_box()["height"] <= 72


def test_what_has_the_focus_is_never_under_the_help_bar(visit):
    page = visit("/styleguide/?form=empty#forms", width=360)
    bar = page.locator("aside.helpbar").bounding_box()["y"]
    page.locator("#id_first_name").focus()
    for _step in range(12):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('.helpbar, .foot') !== null")
        if inside:
            break
        box = page.evaluate("(() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.bottom] })()")
        assert box[0] >= 0 and min(box[1], box[0] + 60) <= bar, box


def test_the_first_tab_goes_to_the_content(visit):
    page = visit("/styleguide/?form=empty", width=360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menus_open_without_javascript(visit):
    page = visit("/styleguide/", width=360, javascript=False)
    page.locator("details.menu > summary").click()
    assert page.locator("details.menu nav a").first.is_visible()
    page.locator("details.langs > summary").click()
    page.get_by_role("link", name="العربية").first.click()
    assert page.url.endswith("/ar/styleguide/")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_an_open_menu_closes_on_escape_and_gives_the_focus_back(visit):
    page = visit("/styleguide/?form=empty", width=360)
    page.locator("details.menu > summary").click()
    page.keyboard.press("Escape")
    assert not page.locator("details.menu nav a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_buttons_that_need_a_script_or_a_voice_hide_without_them(visit):
    page = visit("/styleguide/", javascript=False)
    for selector in ("[data-listen]", "[data-print]", "[data-locate]"):
        assert not page.locator(selector).first.is_visible()


def test_a_line_of_the_error_summary_leads_to_its_field(visit):
    page = visit("/styleguide/", width=360)
    assert page.evaluate("document.activeElement.className.includes('errors')")
    page.locator(".errors a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_first_name"


def test_a_refused_position_is_said_in_words(visit):
    page = visit("/styleguide/?form=empty", width=360)
    page.locator("[data-locate]").click()
    page.wait_for_function("document.querySelector('[data-locate-told]').textContent.includes('code postal')")


def test_a_shared_position_is_rounded_before_it_leaves(browser, live):
    context = browser.new_context(geolocation={"latitude": 45.648377, "longitude": 0.156213}, permissions=["geolocation"])
    page = context.new_page()
    page.goto(f"{live.url}/styleguide/?form=empty")
    page.locator("[data-locate]").click()
    page.wait_for_url("**lat=45.65&lon=0.16**")
    context.close()


def test_touch_targets_are_large_enough_for_a_thumb(visit):
    page = visit("/styleguide/?form=empty", width=360)
    targets = ".button, .quiet, .call, summary, .choice, .check, input[type=text], input[type=tel], select"
    small = page.evaluate(
        """targets => [...document.querySelectorAll(targets)]
            .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 47.5).map((e) => e.outerHTML.slice(0, 90))""",
        targets,
    )
    assert small == []


VOICE = """
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "fr_FR" }], addEventListener: () => {}, cancel: () => { window.said = [] },
  speak: (one) => window.said.push(one.text) } });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
"""


def test_the_page_is_read_aloud_where_a_voice_exists(browser, live):
    context = browser.new_context(viewport={"width": 360, "height": 760})
    context.add_init_script(VOICE)
    page = context.new_page()
    page.goto(f"{live.url}/styleguide/?form=empty")
    button = page.locator(".helpbar [data-listen]")
    button.click()
    assert button.inner_text() == "Arrêter"
    said = page.evaluate("window.said")
    assert said[0].startswith("Le numérique vous bloque")
    assert "vendredi 27\u00a0novembre, 14\u00a0h" in said
    assert said.count("Avec de l’aide") == 1
    assert not [text for text in said if "Menu" in text or text in ("ven.", "27", "nov.")]
    button.click()
    assert page.evaluate("window.said") == []
    assert button.inner_text() == "Écouter"
    page.goto(f"{live.url}/ar/styleguide/?form=empty")  # this device has no Arabic voice
    assert not page.locator(".helpbar [data-listen]").is_visible()
    context.close()
