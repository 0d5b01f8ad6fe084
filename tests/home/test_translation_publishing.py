"""A translator translates; who may publish publishes."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.access import REVIEWER, TRANSLATOR
from core.models import User
from home.editorial_access import arrange
from home.models import ContentPage


@pytest.fixture
def page(tree):
    arrange()
    return tree.home["fr"].add_child(instance=ContentPage(title="Qui sommes-nous", slug="qui"))


@pytest.fixture
def signed_in(client, page):
    def sign(group: str):
        user = User.objects.create_user(f"u-{group}", password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return sign


def submit(client, page, locale):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [locale.pk], "include_subtree": ""})


def test_a_page_sent_to_be_translated_is_a_draft(signed_in, page, django_capture_on_commit_callbacks):
    english = Locale.objects.get(language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        assert submit(signed_in(TRANSLATOR), page, english).status_code == 302
    assert not Page.objects.get(translation_key=page.translation_key, locale=english).live


@pytest.mark.parametrize(("group", "published"), [(TRANSLATOR, False), (REVIEWER, True)])
def test_bringing_up_to_date_publishes_for_who_may_publish_only(signed_in, page, group, published, django_capture_on_commit_callbacks):
    english = Locale.objects.get(language_code="en")
    client = signed_in(group)
    submit(client, page, english)
    source = TranslationSource.objects.get_for_instance(page)
    translation = Translation.objects.get(source=source, target_locale=english)
    segment = source.stringsegment_set.select_related("string", "context").first()
    StringTranslation.objects.create(translation_of=segment.string, locale=english, context=segment.context, data="Hacked")
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"publish_translations": "on"})
    assert translation.get_target_instance().live is published
