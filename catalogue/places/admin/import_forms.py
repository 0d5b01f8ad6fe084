"""The form by which a person of the team asks for an import."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text import fold

from ..importing import UnreadableFile
from ..importing.fetching import check_url
from ..importing.sniffing import LARGEST, too_large
from ..models import ImportSource


class ImportForm(forms.Form):
    """A file or an address, for a source or for none."""

    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("CSV or JSON of the national standard, v1.0 or v0.1, 200 MB at most."),
    )
    url = forms.CharField(
        required=False, max_length=500, label=_("Or its address"), help_text=_("Beginning with https://."), widget=forms.URLInput
    )
    source = forms.ModelChoiceField(
        ImportSource.objects.all(),
        required=False,
        label=_("Source"),
        help_text=_("Whose places these are. None: each row says it, or the name below."),
    )
    source_name = forms.CharField(
        required=False,
        max_length=80,
        label=_("Name of the source"),
        help_text=_("Only without a source above. Empty: the column “source” of the file, else the name of the file."),
    )
    is_complete = forms.BooleanField(
        required=False,
        initial=True,
        label=_("The file is complete"),
        help_text=_("Places of the same source that it does not hold are archived, unless they are more than one in five."),
    )
    is_dry_run = forms.BooleanField(
        required=False, initial=True, label=_("Trial"), help_text=_("Read everything and report, without changing any place.")
    )

    def clean_url(self) -> str:
        url = (self.cleaned_data.get("url") or "").strip()
        if url:
            try:
                check_url(url)
            except UnreadableFile as error:
                raise ValidationError(str(error)) from error
        return url

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file is not None and file.size > LARGEST:
            raise ValidationError(too_large())
        return file

    def clean_source_name(self) -> str:
        name = " ".join((self.cleaned_data.get("source_name") or "").split())
        if fold(name) == "local":
            raise ValidationError(_("“local” is kept for the team's own places. Choose another name."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        source = cleaned.get("source")
        if cleaned.get("file") and cleaned.get("url"):
            self.add_error("url", _("Give a file or an address, not both."))
        elif not cleaned.get("file") and not cleaned.get("url") and not (source and source.url):
            self.add_error("file", _("Choose a file, or write its address."))
        return cleaned
