"""Each group holds what the rooms granted it, and nothing else."""

import pytest
from django.contrib.auth.models import Group, Permission

from core import access

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_nine_groups_exist_after_migrating_and_may_enter_the_admin():
    assert set(access.GROUPS) <= set(Group.objects.values_list("name", flat=True))
    for name in access.GROUPS:
        assert Group.objects.get(name=name).permissions.filter(codename="access_admin").exists()


def test_a_permission_added_by_hand_to_one_of_ours_is_taken_back():
    host = Group.objects.get(name=access.HOST)
    host.permissions.add(Permission.objects.get(codename="delete_user"))
    access.sync_groups()
    assert not host.permissions.filter(codename="delete_user").exists()


def test_every_grant_names_a_permission_that_exists():
    known = {(p.content_type.app_label, p.codename) for p in Permission.objects.select_related("content_type")}
    for name in access.GROUPS:
        assert access.granted(name) <= known, name


def test_nobody_but_superusers_reads_whole_messages_nor_manages_users():
    for name in access.GROUPS:
        codes = {code for _app, code in access.granted(name)}
        assert not codes & {"see_recipient", "add_user", "change_user", "delete_user"}
        assert name == access.PLACE_COORDINATOR or not codes & {"view_message", "change_message"}  # masked: see test_outbox_admin


def test_an_unknown_group_is_refused():
    with pytest.raises(ValueError):
        access.grant("nobody", "core", "view_user")
