"""What every test may use. Factories stand beside the models they make (`<room>/factories.py`)."""

import os
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.template import base as template_base
from django.utils import translation

ROOT = Path(__file__).resolve().parents[1]
OURS = (
    str(ROOT / "site" / "templates"),
    str(ROOT / "home"),
    str(ROOT / "catalogue"),
    str(ROOT / "diagnostic"),
    str(ROOT / "site" / "core"),
)


class UndefinedVariable(AssertionError):
    """A template of ours names what its context does not hold."""


@pytest.fixture(autouse=True)
def undefined_template_variables_fail(monkeypatch):
    """Fail when one of our own templates prints a variable that is not there (Wagtail's own are left alone)."""
    resolve = template_base.FilterExpression.resolve

    def strict(self, context, ignore_failures=False):
        if not ignore_failures and isinstance(self.var, template_base.Variable) and not self.filters and _is_ours(context):
            try:
                self.var.resolve(context)
            except template_base.VariableDoesNotExist as error:
                raise UndefinedVariable(f"{{{{ {self.token} }}}} in {context.template.origin.name}: {error}") from error
        return resolve(self, context, ignore_failures)

    monkeypatch.setattr(template_base.FilterExpression, "resolve", strict)


def _is_ours(context) -> bool:
    template = getattr(context, "template", None)
    name = str(template.origin.name) if template and template.origin else ""
    return name.startswith(OURS) and "/admin/" not in name and "/templates/wagtail" not in name  # those stand on Wagtail’s own


@pytest.fixture(autouse=True)
def french():
    """Each test begins in French, whatever the last one activated."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """What one test put in the cache never reaches the next."""
    cache.clear()


@pytest.fixture
def tree(db):
    """Root page, the three locales, the default site and its home pages in French, English and Arabic; see tests/trees.py."""
    from tests.trees import plant

    return plant()


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
sys.path.insert(0, str(ROOT))
