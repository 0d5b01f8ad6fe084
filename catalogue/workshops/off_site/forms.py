"""What a structure says of the workshop it asks for. One page: a professional fills it in, at a desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalogue.places.joining.forms import AddressForm
from core.forms import LineField, NameField, PhoneField
from core.siret import clean_siret, is_siret

from ..models import Equipment, WorkshopFormat, WorkshopPage

MOST_PEOPLE = 200
UNDECIDED = ""


class RequestForm(AddressForm):
    """The address is checked as that of a place: the gazetteer says which commune."""

    writes = ("address", "postcode", "city", "commune", "departement")  # type: ignore[assignment]
    place_name = None  # type: ignore[assignment]  # the premises are called after the structure

    structure = NameField(
        label=_("Name of your structure"),
        max_length=200,
        autocomplete="organization",
        help_text=_("For example: Mission locale d’Angoulême."),
    )
    siret = LineField(
        label=_("SIRET number"),
        help_text=_("14 digits, spaces allowed. Leave it empty if you do not have it at hand."),
        max_length=60,
        required=False,
        inputmode="numeric",
        ltr=True,
    )
    contact_name = NameField(label=_("Your first and last name"), max_length=120, autocomplete="name")
    contact_email = forms.EmailField(label=_("Your work e-mail"), max_length=254)
    contact_phone = PhoneField(label=_("Your work phone"), help_text=_("Landline or mobile, 10 digits."))

    workshop = forms.ChoiceField(label=_("Which workshop?"), required=False)
    audience = LineField(
        label=_("Who will come?"),
        max_length=200,
        help_text=_("For example: parents, people who look for a job. No name, nothing about their health."),
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )
    wished_days = forms.CharField(
        label=_("Which days would suit you?"),
        max_length=500,
        help_text=_("For example: a Tuesday or a Thursday afternoon, in January."),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
    )
    room = LineField(
        label=_("In which room?"), max_length=200, required=False, help_text=_("For example: meeting room, first floor, with a lift.")
    )
    equipment = forms.MultipleChoiceField(
        label=_("What is there?"),
        choices=Equipment.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing ticked: we bring what we need."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    reasons = {
        "siret": _("It tells us which structure you are."),
        "contact_email": _("Our answer and your private link go there. Erased a year after our answer."),
        "contact_phone": _("The team calls you to prepare the workshop. Erased a year after our answer."),
        "audience": _("To choose the right workshop. The team alone reads it."),
    }
    groups = (
        (_("What you would like"), ("workshop", "audience", "people", "wished_days")),
        (_("Where"), ("address", "postcode", "city", "commune", "room", "equipment")),
        (_("Your structure"), ("structure", "siret")),
        (_("Whom to answer"), ("contact_name", "contact_email", "contact_phone")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._workshops = {
            str(page.pk): page
            for page in WorkshopPage.objects.live()
            .filter(locale__language_code=settings.LANGUAGE_CODE, format=WorkshopFormat.GROUP)
            .order_by("title", "pk")
        }
        choices = [(UNDECIDED, _("We do not know yet: advise us")), *((key, page.title) for key, page in self._workshops.items())]
        self.fields["workshop"].choices = choices  # type: ignore[attr-defined]

    @property
    def grouped(self) -> list[tuple[Any, list[Any]]]:
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups]

    def clean_siret(self) -> str:
        digits = clean_siret(self.cleaned_data["siret"])
        if not self.cleaned_data["siret"].strip():
            return ""
        if len(digits) != 14:
            raise forms.ValidationError(_("Write the 14 digits of the SIRET, for example 732 829 320 00074. Or leave it empty."))
        if not is_siret(digits):
            raise forms.ValidationError(_("One of these digits is not right. Check them one by one, or leave it empty."))
        return digits

    def clean_workshop(self) -> WorkshopPage | None:
        return self._workshops.get(self.cleaned_data["workshop"])

    @property
    def facts(self) -> dict[str, Any]:
        """What is written down, by the names of SessionRequest."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}
