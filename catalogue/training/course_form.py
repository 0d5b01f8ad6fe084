"""The editor's form of a course: a draft may be half empty; publishing says what is missing, beside each field."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from . import legal_fields


class CourseForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_group(cleaned)
        if not self.is_deferred_validation:
            self._refuse_incomplete(cleaned)
        return cleaned

    def _check_group(self, cleaned: dict[str, Any]) -> None:
        smallest, largest = cleaned.get("group_min"), cleaned.get("group_max")
        if smallest and largest and smallest > largest:
            self.add_error("group_max", _("Write a number that is not below the smallest group."))

    def _refuse_incomplete(self, cleaned: dict[str, Any]) -> None:
        fields = [name for name in legal_fields.missing(SimpleNamespace(**cleaned)) if name in self.fields and name not in self.errors]
        if not fields:
            return
        for name in fields:
            self.add_error(name, legal_fields.beside())
        self.add_error(None, legal_fields.sentence(legal_fields.labels_of(self._meta.model, fields)))
