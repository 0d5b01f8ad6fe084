"""The editor's form of a question: the drawings one can pick."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core import pictures


class QuestionForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "picture" in self.fields:
            names = sorted({*pictures.names(), self.instance.picture} - {""})
            self.fields["picture"] = forms.ChoiceField(
                label=_("Drawing"),
                choices=[("", _("None")), *((name, name) for name in names)],
                required=False,
                help_text=_("One of the site's drawings."),
            )
