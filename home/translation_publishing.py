"""Bringing translations up to date may publish them too: only for who may publish what is translated."""

from typing import Any

from django import forms
from django.db import models
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.views.update_translations import UpdateTranslationsView


def may_publish(user: Any, instance: models.Model) -> bool:
    """Tell whether a user may publish this page or snippet; a snippet that has no draft is published by changing it."""
    if isinstance(instance, Page):
        return page_permission_policy.user_has_permission_for_instance(user, "publish", instance)
    action = "publish" if isinstance(instance, DraftStateMixin) else "change"
    return user.has_perm(f"{instance._meta.app_label}.{action}_{instance._meta.model_name}")


class UpdateTranslations(UpdateTranslationsView):
    """wagtail-localize asks for the right to submit translations alone, and publishes when its box is ticked."""

    def get_form(self) -> forms.Form:
        form = super().get_form()
        if not may_publish(self.request.user, self.object.get_source_instance()):
            form.fields["publish_translations"].disabled = True  # whatever is posted
        return form
