"""Personal data ends when its time is over."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from core import retention
from core.models import Message
from core.sweeps import MESSAGES_KEPT


def test_each_entry_names_real_fields_of_a_real_model():
    assert retention.registry()
    for entry in retention.registry():
        model = apps.get_model(entry.model)
        for field in entry.fields:
            model._meta.get_field(field)
        assert str(entry.purpose) and str(entry.legal_basis) and str(entry.kept_for)


@pytest.mark.django_db
def test_old_messages_are_purged_and_recent_or_unsent_ones_kept():
    old = timezone.now() - MESSAGES_KEPT - timedelta(days=1)
    for key, state in (("old", "sent"), ("recent", "sent"), ("unsent", "queued")):
        Message.objects.create(
            kind="x", channel="sms", recipient="+33639981234", language="fr", body="x", state=state, dedupe_key=key, send_after=old
        )
    Message.objects.filter(dedupe_key__in=["old", "unsent"]).update(created_at=old)
    call_command("purge_personal_data")
    assert set(Message.objects.values_list("dedupe_key", flat=True)) == {"recent", "unsent"}


def test_the_registry_can_be_printed(capsys):
    call_command("purge_personal_data", list=True)
    assert "core.Message: recipient" in capsys.readouterr().out
