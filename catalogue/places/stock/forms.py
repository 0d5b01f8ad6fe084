"""What hosts, visitors and helpers are asked about stock, and nothing more."""

import re
from decimal import Decimal, InvalidOperation
from typing import cast

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, NameField, PhoneField, PlainForm
from core.templatetags.ui import first_upper

from ..models import Buyers, Level, Proof, ReferralWay, SaleProgramme, StockItem
from ..models.stock import MAX_PRICE, MOST
from .words import euros

MOST_AT_ONCE = 50


def _dear() -> str:
    return gettext("This is a lot. Write %(most)s at most.") % {"most": euros(MAX_PRICE)}


class PriceField(LineField):
    """Euros as people write them: "50", "7,50", "50 €"; cleaned to a Decimal with two decimals, None when empty."""

    default_error_messages = {
        "required": _("Write a price, for example 50."),
        "invalid": _("Write a price, for example 50."),
        "dear": lazy(_dear, str)(),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"inputmode": "decimal", "ltr": True, "max_length": 20, "autocomplete": "off", **kwargs})

    def prepare_value(self, value):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value) -> Decimal | None:  # type: ignore[override]  # what was typed becomes a number
        typed = re.sub(r"\s|€|euros?", "", super().to_python(value) or "", flags=re.IGNORECASE).replace(",", ".")
        if not typed:
            return None
        if not re.fullmatch(r"\d{1,9}(\.\d{0,2})?", typed, flags=re.ASCII):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            price = Decimal(typed).quantize(Decimal("0.01"))
        except InvalidOperation as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        if price > MAX_PRICE:
            raise forms.ValidationError(self.error_messages["dear"], code="dear")
        return price

    def run_validators(self, value) -> None:
        """The length was a matter of what was typed, which is a number by now."""


class SaleForm(PlainForm):
    """One screen, filled in already: a sale is two presses."""

    quantity = forms.IntegerField(label=_("How many?"), min_value=1, max_value=MOST_AT_ONCE, initial=1)
    unit_price = PriceField(label=_("Price of one, in euros"))
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=SaleProgramme.objects.none(), required=False, empty_label="—")
    left = forms.ChoiceField(label=_("Are there some left?"), choices=Level.choices, widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, item: StockItem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].widget.attrs.update({"inputmode": "numeric", "min": None})
        programmes = SaleProgramme.objects.filter(is_active=True)
        cast("forms.ModelChoiceField", self.fields["programme"]).queryset = programmes
        if item.count is not None:
            del self.fields["left"]
        else:
            cast("forms.ChoiceField", self.fields["left"]).choices = [
                (Level.PLENTY, gettext("Yes, plenty")),
                (Level.FEW, gettext("Yes, a few")),
                (Level.NONE, gettext("No, none")),
            ]
        if not programmes.exists():
            del self.fields["programme"]


class ItemForm(PlainForm):
    """Everything a place says of a kind."""

    level = forms.ChoiceField(label=_("How much is left?"), choices=Level.choices, widget=forms.RadioSelect, required=False)
    count = forms.IntegerField(
        label=_("If you count them: how many?"),
        min_value=0,
        max_value=MOST,
        required=False,
        help_text=_("Then each sale lowers the number. Leave it empty to say plenty, a few or none."),
    )
    price_from = PriceField(label=_("Lowest price, in euros"), required=False)
    buyers = forms.ChoiceField(label=_("Who may buy?"), choices=Buyers.choices, widget=forms.RadioSelect)
    proofs = forms.MultipleChoiceField(
        label=_("With which papers?"), choices=Proof.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    referral_way = forms.ChoiceField(label=_("Must somebody send them?"), choices=ReferralWay.choices, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["count"].widget.attrs["inputmode"] = "numeric"
        cast("forms.ChoiceField", self.fields["proofs"]).choices = [(proof.value, first_upper(str(proof.label))) for proof in Proof]
        cast("forms.ChoiceField", self.fields["level"]).choices = [
            (Level.PLENTY, gettext("Plenty")),
            (Level.FEW, gettext("A few")),
            (Level.NONE, gettext("None left")),
        ]

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("count") is None and not cleaned.get("level") and not {"count", "level"} & set(self.errors):
            self.add_error("level", gettext("Choose an answer."))
        return cleaned


class AlertForm(PlainForm):
    """A way to be told, a first name for those who like, and the agreement in one sentence."""

    first_name = NameField(label=_("Your first name"), max_length=60, required=False, autocomplete="given-name")
    phone = PhoneField(label=_("Your phone"), required=False, help_text=_("We send a text to a mobile, and we call a landline."))
    email = forms.EmailField(label=_("Or your e-mail"), required=False, max_length=254)
    agrees = forms.BooleanField(
        label=_("I agree that you keep this to tell me when there is some again. I can stop whenever I like."),
        error_messages={"required": _("Tick this box: without it, we may not keep your number.")},
    )

    reasons = {
        "first_name": _("To know whom to ask for, if we call. Nothing else."),
        "phone": format_lazy("{} {}", _("To tell you that there is some again."), _("Erased once you were told, or after 3 months.")),
        "email": format_lazy("{} {}", _("To tell you that there is some again."), _("Erased once you were told, or after 3 months.")),
    }

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not cleaned.get("phone") and not cleaned.get("email") and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", gettext("Write a phone number, or an e-mail address below."))
        return cleaned


class ReferralForm(PlainForm):
    """Who sends, and the initials of who is sent: the paper needs no more."""

    kind = forms.ChoiceField(label=_("What for?"), widget=forms.RadioSelect)
    initials = NameField(
        label=_("Initials of the person"),
        max_length=6,
        help_text=_("For example A. T. No full name."),
        autocomplete="off",
        error_messages={"max_length": _("Only the initials, for example A. T.")},
    )
    structure = NameField(label=_("Your structure"), max_length=120, autocomplete="organization")
    helper_name = NameField(label=_("Your name"), max_length=80, autocomplete="name")
    helper_phone = PhoneField(label=_("Your phone"))
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    reasons = {
        "structure": _("The place sees it, and keeps it for its counts."),
        "helper_name": _("So that the place can call you. Erased after 30 days at most."),
        "helper_phone": _("So that the place can call you. Erased after 30 days at most."),
        "initials": _("So that the place recognises the person. Erased the day after, 30 days at most."),
    }

    def __init__(self, *args, kinds: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["kind"]).choices = kinds

    def clean_initials(self) -> str:
        letters = [character for character in self.cleaned_data["initials"] if character.isalpha()]
        if not 1 <= len(letters) <= 3:
            raise forms.ValidationError(gettext("Only the initials, for example A. T."))
        return self.cleaned_data["initials"]
