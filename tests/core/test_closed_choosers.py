"""Choosers of what nobody chooses tell nothing, to a superuser neither."""

import pytest
from django.utils import timezone

from core.models import Message, User


@pytest.fixture
def admin(tree, client):
    client.force_login(User.objects.create_superuser("chief", password="x" * 20))
    return client


def test_a_closed_chooser_lists_and_confirms_nothing(admin):
    row = Message.objects.create(
        kind="unheard",
        channel="email",
        recipient="a@exemple.invalid",
        body="x",
        dedupe_key="1",
        subject_ref="a:1",
        send_after=timezone.now(),
    )
    for path in ("", "results/"):
        answer = admin.get(f"/admin/snippets/choose/core/message/{path}")
        assert answer.status_code == 200
        assert "unheard" not in answer.content.decode()
    assert admin.get(f"/admin/snippets/choose/core/message/chosen/{row.pk}/").status_code == 404
    assert "unheard" not in admin.get(f"/admin/snippets/choose/core/message/chosen-multiple/?id={row.pk}").content.decode()
