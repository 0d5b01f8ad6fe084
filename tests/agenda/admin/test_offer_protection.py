import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from catalogue.agenda.factories import OfferPageFactory, SessionFactory
from core.models import User


@pytest.fixture
def admin(tree, client):
    client.force_login(User.objects.create_superuser("admin", password="x" * 20))
    return client


def refused(answer) -> bool:
    return "Rien n’a été supprimé" in answer.content.decode()


def test_an_offer_with_sessions_is_not_deleted(admin):
    offer = SessionFactory().offer
    url = reverse("wagtailadmin_pages:delete", args=[offer.pk])
    assert refused(admin.get(url, follow=True))
    assert refused(admin.post(url, follow=True))
    assert Page.objects.filter(pk=offer.pk).exists()


def test_a_page_above_an_offer_with_sessions_is_not_deleted(admin, tree):
    parent = OfferPageFactory(title="Ateliers")
    offer = SessionFactory(offer=OfferPageFactory(parent=parent)).offer
    assert refused(admin.post(reverse("wagtailadmin_pages:delete", args=[parent.pk]), follow=True))
    assert Page.objects.filter(pk=offer.pk).exists()


def test_offers_with_sessions_are_not_deleted_in_bulk(admin):
    offer, free = SessionFactory().offer, OfferPageFactory()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={offer.pk}&id={free.pk}"
    assert refused(admin.post(url, follow=True))
    assert Page.objects.filter(pk__in=[offer.pk, free.pk]).count() == 2


def test_the_translation_of_an_offer_with_sessions_is_not_deleted_either(admin, tree):
    offer = SessionFactory().offer
    english = offer.copy_for_translation(tree.home["en"].locale)
    assert refused(admin.post(reverse("wagtailadmin_pages:delete", args=[english.pk]), follow=True))


def test_the_database_refuses_it_too(tree):
    offer = SessionFactory().offer
    with pytest.raises(ProtectedError):
        offer.delete()


def test_an_offer_without_sessions_is_deleted(admin):
    offer = OfferPageFactory()
    admin.post(reverse("wagtailadmin_pages:delete", args=[offer.pk]))
    assert not Page.objects.filter(pk=offer.pk).exists()


def test_unpublishing_an_offer_warns_about_its_sessions_to_come(admin):
    offer = SessionFactory().offer
    answer = admin.post(reverse("wagtailadmin_pages:unpublish", args=[offer.pk]), follow=True)
    assert "1 session à venir" in answer.content.decode()
    offer.refresh_from_db()
    assert not offer.live


def test_unpublishing_an_offer_whose_sessions_are_past_warns_of_nothing(admin):
    offer = SessionFactory().offer
    offer.sessions.update(starts_at=timezone.now())
    answer = admin.post(reverse("wagtailadmin_pages:unpublish", args=[offer.pk]), follow=True)
    assert "session à venir" not in answer.content.decode()
