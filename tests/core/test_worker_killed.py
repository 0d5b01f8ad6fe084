"""The worker is killed with SIGKILL after a text was handed over and before it was noted as sent: a real process, really killed."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from core.models import Message
from tests.database_url import database_url

from .gateways.provider import Answer, Provider
from .messages import written

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
TAKEN = Answer(201, {"messageId": 5})


def start_tick(provider: Provider) -> subprocess.Popen:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SMS_GATEWAY": "brevo",
        "BREVO_API_URL": provider.url,
        "BREVO_API_KEY": "key",
    }
    command = [sys.executable, str(ROOT / "manage.py"), "tick"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_while_sending(provider: Provider) -> None:
    worker = start_tick(provider)
    try:
        assert provider.came.wait(60), "the worker never spoke to the gateway"
    finally:
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(30) == -signal.SIGKILL


def time_passes(minutes: int) -> None:
    """Eleven minutes later, say: what the rows remember is that much older."""
    for message in Message.objects.all():
        since = message.sending_since and message.sending_since - timedelta(minutes=minutes)
        Message.objects.filter(pk=message.pk).update(
            sending_since=since, send_after=min(message.send_after, timezone.now()) - timedelta(minutes=minutes)
        )


def test_a_killed_worker_loses_no_cancellation_and_doubles_no_reminder(tree):
    lost, doubled = written("booking_reminder_2d"), written("session_cancelled", recipient="+33639980000")
    empty = {"/transactionalSMS/statistics/events": {"events": []}}
    for sent in (lost, doubled):
        Message.objects.exclude(pk=sent.pk).update(send_after=timezone.now() + timedelta(days=1))
        Message.objects.filter(pk=sent.pk).update(send_after=timezone.now() - timedelta(minutes=1))
        with Provider(Answer(how="stall")) as stalls:
            kill_while_sending(stalls)
            assert len(stalls.sent) == 1  # it has the text
        sent.refresh_from_db()
        assert sent.state == "sending" and sent.sending_since  # committed before the gateway was called
    with Provider(TAKEN, pages=empty) as provider:
        assert start_tick(provider).wait(60) == 0
        assert provider.sent == []  # another worker may still be at it: nothing is touched at once
        for _tick in range(2):
            time_passes(11)
            assert start_tick(provider).wait(60) == 0
        again = [asked.json for asked in provider.sent]
    for sent in (lost, doubled):
        sent.refresh_from_db()
    assert (lost.state, doubled.state) == ("unknown", "sent")
    assert [one["recipient"] for one in again] == ["33639980000"]
    assert again[0]["tag"] == doubled.reference
