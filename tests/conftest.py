"""What every test may use. Factories stand beside the models they make (`<room>/factories.py`)."""

import os
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import base as template_base
from django.test.utils import setup_databases, teardown_databases
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


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_keepdb, django_db_createdb, django_db_modify_db_settings
):
    """In place of pytest-django's: a copy of the migrated template (template_database.py), where the tree is planted once."""
    from tests.template_database import copy_template
    from tests.trees import plant

    run = getattr(request.config, "workerinput", {}).get("testrunuid", str(os.getpid())) if django_db_createdb else ""
    with django_db_blocker.unblock():
        copy_template(connection.creation._get_test_db_name(), run)
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set(), keepdb=True)
        with translation.override("fr"):
            plant()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture
def tree(db):
    """Root page, the three locales, the default site and its home pages in French, English and Arabic; see tests/trees.py.

    Every test begins with them; after a transactional test, which empties the tables, this plants them again.
    """
    from tests.trees import plant

    return plant()


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
sys.path.insert(0, str(ROOT))
