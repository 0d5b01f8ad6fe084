"""What is asked of somebody who would rather be called, and nothing more."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.forms import PersonNameField, PhoneField, PlainForm
from core.helpline import Helpline
from core.moments import hour

from ..models import SuitsWhen
from .languages import SPOKEN
from .promise import half_days

_KEPT = _("Only the people who call you see it. It is erased a month after.")


class CallMeForm(PlainForm):
    first_name = PersonNameField(
        label=_("Your first name"),
        max_length=60,
        autocomplete="given-name",
        error_messages={"required": _("Write your first name."), "max_length": _("Write only your first name, in 60 letters at most.")},
    )
    phone = PhoneField(label=_("Your phone"), help_text=_("A mobile or a landline."))
    language = forms.ChoiceField(label=_("The language you speak"), choices=SPOKEN, help_text=_("We look for somebody who speaks it."))
    suits = forms.ChoiceField(label=_("When may we call?"), choices=SuitsWhen.choices, widget=forms.RadioSelect)

    reasons = {
        "first_name": format_lazy("{} {}", _("To ask for you."), _KEPT),
        "phone": format_lazy("{} {}", _("To call you back."), _KEPT),
    }

    def __init__(self, *args, helpline: Helpline, **kwargs) -> None:
        language = (get_language() or "fr")[:2]
        initial = {"language": language if language in dict(SPOKEN) else "fr", "suits": SuitsWhen.ANY}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["suits"].choices = _when_choices(helpline)  # type: ignore[attr-defined]  # a ChoiceField


def _when_choices(helpline: Helpline) -> list[tuple[str, str]]:
    """Return the half-days the helpline works, each with its hours."""
    words = {SuitsWhen.MORNING: gettext("The morning"), SuitsWhen.AFTERNOON: gettext("The afternoon"), SuitsWhen.ANY: gettext("Any time")}
    choices = []
    for when, word in words.items():
        hours = half_days(when, helpline)
        if when != SuitsWhen.ANY and hours == half_days(SuitsWhen.ANY, helpline):
            continue  # the helpline works half the day only
        hours_in_words = gettext("from %(start)s to %(end)s") % {"start": hour(hours[0][0]), "end": hour(hours[-1][1])}
        choices.append((when.value, gettext("%(day)s, %(hour)s") % {"day": word, "hour": hours_in_words}))
    return choices
