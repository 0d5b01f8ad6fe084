"""A real server, a real browser, and axe. Needs Chromium: its absence is a failure, never a skip."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PHONE, DESK = 360, 1280  # widths, in CSS pixels
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests, and keep those of a module on one worker: they share what the module planted."""
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def chromium(own: str) -> str:
    """Return the path of a Chromium: the one CHROMIUM names, the machine's, else Playwright's ``own``; fail in words without any."""
    found = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), own)
    if not os.path.exists(found):
        pytest.fail("These tests drive a browser and found no Chromium. Install it (Debian: apt install chromium) or set CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright.chromium.executable_path), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(django_db_setup) -> Iterator[LiveServer]:
    """One server for the whole run; what it shows is planted by ``live``."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def live(server, django_db_blocker) -> Iterator[LiveServer]:
    """The site's server with the tree of tests/trees.py: ``live.url`` begins every address.

    The tests of a module share its content, for planting it costs more than a test: they add to it and never count on being first.
    """
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        name = str(connections["default"].settings_dict["NAME"])
        assert "memory" not in name, "the server runs in another thread: the test database must be a file"
    with django_db_blocker.unblock():
        in_database(_plant)
        yield server
        in_database(lambda: call_command("flush", verbosity=0, interactive=False))


def _plant() -> None:
    from tests.trees import plant

    plant()


def in_database(action: Callable[[], Any]) -> Any:
    """Run ``action`` in a thread of its own and return what it gives: Playwright and the ORM do not share one."""
    box: dict[str, Any] = {}

    def run() -> None:
        try:
            box["result"] = action()
        except BaseException as error:
            box["error"] = error
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if "error" in box:
        raise box["error"]
    return box.get("result")


@pytest.fixture(name="in_database", scope="session")
def in_database_fixture() -> Callable[[Callable[[], Any]], Any]:
    return in_database


@dataclass
class Watched:
    """What a page should never do: script errors, refused styles or scripts, requests to somebody else."""

    faults: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser, live) -> Iterator[Callable[..., Any]]:
    """``visit("/ar/", width=360, javascript=True)`` returns a Playwright page; faults of any of them fail the test at its end.

    ``allow`` names the hosts that the page may ask beside our own (host and port).
    """
    watched = Watched()
    contexts = []

    def go(path: str = "/", *, width: int = PHONE, height: int = 760, javascript: bool = True, allow: tuple[str, ...] = ()) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=javascript, locale="fr-FR")
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        host = urlsplit(live.url).netloc
        page.on("pageerror", lambda error: watched.faults.append(f"{path}: {error}"))
        page.on("console", lambda message: message.type == "error" and watched.faults.append(f"{path}: {message.text}"))
        page.on(
            "request",
            lambda request: (
                urlsplit(request.url).scheme in ("http", "https")
                and urlsplit(request.url).netloc not in (host, *allow)
                and watched.faults.append(f"{path}: asked {request.url}")
            ),
        )
        page.goto(live.url + path)
        return page

    go.faults = watched.faults  # type: ignore[attr-defined]
    yield go
    for context in contexts:
        context.close()
    assert not watched.faults, "\n".join(watched.faults)


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """``axe(page)`` fails with the rules and elements when axe finds anything, colour contrast included."""
    from axe_playwright_python.sync_playwright import Axe

    runner = Axe()

    def check(page: Any) -> None:
        results = runner.run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"the keyboard never reaches {selector} on {page.url}")


def follow(page: Any, target: Any) -> None:
    """Press a link or a button (a selector or a locator) that leads to another document, and wait until that is there."""
    with page.expect_navigation(wait_until="load"):
        (page.locator(target) if isinstance(target, str) else target).first.click()


def scrolls_sideways(page: Any) -> bool:
    """Tell whether anything makes the page wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.fixture(name="scrolls_sideways")
def scrolls_sideways_fixture() -> Callable[[Any], bool]:
    return scrolls_sideways
