"""A helper whose link works, and short words to go through the screens."""

import pytest

from catalogue.workshops.factories import HelperFactory
from catalogue.workshops.models import Helper


@pytest.fixture
def helper(scene) -> Helper:
    return HelperFactory()


def at(helper: Helper, rest: str = "") -> str:
    """An address of the helper's space."""
    return f"/reserver/aidants/{helper.token}/{rest}"
