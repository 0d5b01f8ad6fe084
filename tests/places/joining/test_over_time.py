"""What time does: the yearly question, two reminders, then the team; and what is erased."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.places.joining import applying, inviting, keeping, links, reminding, retention, reviewing
from catalogue.places.joining.factories import HostInvitationFactory, PlaceReportFactory, RelayApplicationFactory
from catalogue.places.models import EntryChange, HostInvitation, Place, PlaceLink, PlaceReport, RelayApplication
from core import retention as registry
from core.models import Message

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def days(number):
    return NOW + timedelta(days=number)


@pytest.fixture
def old(link):
    """A relay that nobody has checked for 366 days."""
    Place.objects.filter(pk=link.place_id).update(verified_on=timezone.localdate() - timedelta(days=366))
    PlaceLink.objects.update(created_at=days(-366))
    return link


def asked():
    return Message.objects.filter(kind="relay_confirm").count()


@pytest.mark.both
def test_a_relay_is_asked_once_a_year_twice_at_most_then_shown_as_out_of_date(old):
    assert reminding.remind(NOW) == 1
    assert reminding.remind(NOW) == reminding.remind(days(10)) == 0
    assert asked() == 1 and old.get_absolute_url() in Message.objects.get().body
    assert reminding.remind(days(22)) == 1
    assert reminding.remind(days(44)) == 1
    old.refresh_from_db()
    assert old.out_of_date_at and old.reminders == 2
    assert keeping.OUT_OF_DATE in Place.objects.get(pk=old.place_id).flags
    assert reminding.remind(days(90)) == 0


def test_a_relay_that_confirmed_is_left_alone_for_a_year(old):
    reminding.remind(NOW)
    keeping.confirm(old, timezone.localdate())
    assert reminding.remind(days(40)) == 0
    old.refresh_from_db()
    assert (old.reminders, old.out_of_date_at) == (0, None)
    assert reminding.remind(days(366)) == 1


def test_a_relay_checked_by_the_team_is_not_asked(old):
    Place.objects.filter(pk=old.place_id).update(verified_on=timezone.localdate())
    assert reminding.remind(NOW) == 0


@pytest.mark.parametrize("why", ["revoked", "archived"])
def test_a_closed_link_or_place_is_not_asked(old, why):
    if why == "revoked":
        links.revoke_link(old.pk)
    else:
        Place.objects.filter(pk=old.place_id).update(archived_at=NOW)
    assert reminding.remind(NOW) == 0


def test_a_confirmed_entry_out_of_date_is_right_again(old):
    PlaceLink.objects.update(reminders=2, out_of_date_at=NOW)
    Place.objects.filter(pk=old.place_id).update(flags=[keeping.OUT_OF_DATE])
    keeping.confirm(old, timezone.localdate())
    assert Place.objects.get(pk=old.place_id).flags == []


def test_what_was_left_or_refused_is_erased_and_what_lives_stays(tree, communes):
    draft, refused, received = RelayApplicationFactory.create_batch(3)
    for application in (refused, received):
        applying.send(application.pk)
    reviewing.refuse(refused.pk, "too_near", "", by=None)
    assert retention.purge_applications(days(91)) == 0
    assert retention.purge_applications(days(93)) == 1 and not RelayApplication.objects.filter(pk=draft.pk).exists()
    assert retention.purge_applications(days(366)) == 1 and not RelayApplication.objects.filter(pk=refused.pk).exists()
    assert RelayApplication.objects.get() == received


def test_the_contact_of_an_accepted_application_is_erased_after_a_year(tree, communes):
    application = RelayApplicationFactory()
    applying.send(application.pk)
    reviewing.accept(application.pk, is_listed=True, by=None)
    token = application.token
    assert retention.purge_applications(days(366)) == 1
    application.refresh_from_db()
    assert (application.contact_name, application.contact_email, application.contact_phone) == ("", "", "")
    assert application.token != token and application.place
    assert (application.motivation, application.contact_role) == ("", "")
    assert application.agreement_name, "the proof stays as long as the place is a relay"
    assert retention.purge_applications(days(366)) == 0
    Place.objects.update(archived_at=days(400))
    assert retention.purge_applications(days(500)) == 0
    assert retention.purge_applications(days(766)) == 1
    application.refresh_from_db()
    assert application.agreement_name == ""


def test_the_link_of_an_archived_place_is_erased_a_year_after(link):
    Place.objects.filter(pk=link.place_id).update(archived_at=days(0))
    assert retention.purge_links(days(364)) == 0
    assert retention.purge_links(days(366)) == 1 and not PlaceLink.objects.exists()


def test_an_invitation_sent_again_still_works_after_three_months(link):
    invitation = inviting.invite(HostInvitationFactory(place=link.place), by=None)
    HostInvitation.objects.update(created_at=days(-100))
    assert retention.purge_invitations(days(1)) == 0
    assert retention.purge_invitations(days(20)) == 1
    assert not HostInvitation.objects.filter(pk=invitation.pk).exists()


def test_links_invitations_reports_and_changes_are_erased_in_time(link):
    keeping.change_entry(link, {"phone": "+33536490001"})
    links.revoke_link(link.pk)
    inviting.revoke(HostInvitationFactory(place=link.place).pk, by=None)
    HostInvitationFactory(place=link.place)
    PlaceReportFactory(place=link.place)
    for purge in (retention.purge_links, retention.purge_invitations, retention.purge_reports, retention.purge_changes):
        assert purge(days(80)) == 0
    assert retention.purge_links(days(366)) == 1 and not PlaceLink.objects.exists()
    assert retention.purge_invitations(days(366)) == 2 and not HostInvitation.objects.exists()
    assert retention.purge_reports(days(366)) == 1 and not PlaceReport.objects.exists()
    assert EntryChange.objects.count() == 1 and retention.purge_changes(days(731)) == 1


def test_each_kind_of_personal_data_is_in_the_register():
    models = {entry.model for entry in registry.registry()}
    names = ("RelayApplication", "PlaceLink", "HostInvitation", "PlaceReport", "EntryChange")
    assert {f"places.{name}" for name in names} <= models
