"""The house keeps its shape."""

import subprocess
import sys
from pathlib import Path

import pytest

from core import checks

ROOT = Path(__file__).resolve().parents[2]


def test_site_is_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_a_package_named_site_would_be_reported_by_the_system_check(tmp_path, settings):
    (tmp_path / "site").mkdir()
    settings.ROOT = tmp_path
    assert checks.site_is_no_package(None) == []
    (tmp_path / "site" / "__init__.py").touch()
    assert [error.id for error in checks.site_is_no_package(None)] == ["core.E001"]


def test_no_requirement_file_names_an_index_or_a_host():
    for file in ROOT.glob("requirements*"):
        for line in file.read_text().splitlines():
            assert not line.startswith(("-i", "--index", "--extra-index", "--find-links", "-f", "--trusted-host")), file
            assert "://" not in line, file


def test_no_file_of_ours_outgrows_one_subject():
    long = {
        str(file.relative_to(ROOT)): count
        for folder in ("site", "home", "catalogue", "diagnostic", "scripts")
        for file in (ROOT / folder).rglob("*.py")
        if "migrations" not in file.parts and (count := len(file.read_text().splitlines())) > 400
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing():
    nothing = {"utils.py", "helpers.py", "services.py", "misc.py", "common.py"}
    assert [
        str(f) for folder in ("site", "home", "catalogue", "diagnostic") for f in (ROOT / folder).rglob("*.py") if f.name in nothing
    ] == []


def start_production(**environment: str) -> subprocess.CompletedProcess[str]:
    base = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    code = (
        "import sys; sys.path[:0] = ['site', '.']; import django; django.setup(); from django.conf import settings; print(settings.DEBUG)"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**base, **environment}, capture_output=True, text=True)


GOOD = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "www.exemple.org", "SITE_URL": "https://www.exemple.org"}


def test_production_starts_when_it_is_told_its_secret_name_and_address():
    started = start_production(**GOOD)
    assert (started.returncode, started.stdout.strip()) == (0, "False"), started.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_production_refuses_to_start_without(missing):
    started = start_production(**{name: value for name, value in GOOD.items() if name != missing})
    assert started.returncode != 0
    assert missing in started.stderr


def test_production_refuses_a_short_secret():
    assert "too short" in start_production(**{**GOOD, "SECRET_KEY": "short"}).stderr


def test_a_mistyped_switch_is_refused_with_the_name_of_the_variable():
    assert "HTTPS must be 1 or 0" in start_production(**GOOD, HTTPS="perhaps").stderr
