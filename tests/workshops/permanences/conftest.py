"""A permanence in half-hours, each Tuesday morning at one place."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from catalogue.agenda.models import Session
from catalogue.workshops.factories import PermanenceRuleFactory, WorkshopPageFactory
from catalogue.workshops.models import PermanenceReason, PermanenceReasonText, PermanenceRule
from catalogue.workshops.permanences import slots


@pytest.fixture
def rule(scene) -> PermanenceRule:
    page = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    Session.objects.all().delete()
    return PermanenceRuleFactory(workshop=page, place=scene.place, weekday=1, starts=time(9), ends=time(12), slot_minutes=30)


def a_reason(code: str, minutes: int, **names: str) -> PermanenceReason:
    PermanenceReason.objects.filter(code=code).delete()
    reason = PermanenceReason.objects.create(code=code, minutes=minutes)
    for language, name in ({"fr": code.capitalize()} | names).items():
        PermanenceReasonText.objects.create(reason=reason, language=language, name=name)
    return reason


@pytest.fixture
def reasons(db) -> dict[str, PermanenceReason]:
    """Short: one slot; long: two."""
    PermanenceReason.objects.all().delete()
    return {"short": a_reason("forfait", 30, ar="اشتراك"), "long": a_reason("operateur", 60)}


@pytest.fixture
def day(rule, reasons) -> list[Session]:
    """The six slots of the first Tuesday to come, in order."""
    slots.generate(rule, timezone.localdate() + timedelta(days=14))
    first = Session.objects.order_by("starts_at").first()
    return list(Session.objects.filter(local_day=first.local_day).order_by("starts_at"))
