"""What a visitor is told."""

import pytest

from catalogue.agenda.errors import SessionClosed
from catalogue.agenda.why_closed import REFUSALS
from catalogue.training.words import sentence_for


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_reason_not_to_register_has_its_sentence(reason):
    assert sentence_for(SessionClosed(reason)).endswith(".")
