"""A named person answers an invitation: reads the agreement on data, signs it with their name, chooses a password."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.forms import LineField, PlainForm
from core.languages import links_for_view
from core.models import User

from .. import agreement
from ..inviting import InvitationOver, account_of, invitation_with, let_in


class AccessForm(PlainForm):
    """``asks_password`` is False for somebody who already has an account: it keeps its own."""

    name = LineField(label=_("Your first and last name"), max_length=120, autocomplete="name")
    agreed = forms.BooleanField(
        label=_("I have read this, and I agree."),
        error_messages={"required": _("Tick this box to agree. You would rather talk about it? Call us.")},
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("12 characters or more. Three words that do not go together are easy to remember."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    reasons = {"name": _("We keep your name, this text and today’s date, as a proof of the agreement.")}

    def __init__(self, *args: Any, asks_password: bool, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not asks_password:
            del self.fields["password"], self.fields["again"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password:
            try:
                password_validation.validate_password(password, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
            else:
                if "again" in cleaned and cleaned["again"] != password:
                    self.add_error("again", _("These two passwords differ. Write the same one again."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_with(token)
    if invitation is None:
        return _show(request, "access_gone", status=404)
    known = account_of(invitation)
    person = User(username=invitation.email, email=invitation.email, first_name=invitation.first_name, last_name=invitation.last_name)
    form = AccessForm(
        request.POST if request.method == "POST" else None,
        asks_password=known is None,
        person=person,
        initial={"name": invitation.full_name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            user = let_in(invitation.pk, name=form.cleaned_data["name"], password=form.cleaned_data.get("password", ""))
        except InvitationOver:
            return _show(request, "access_gone", status=404)
        return _show(
            request, "access_given", place=invitation.place, user_name=user.get_username(), sign_in_url=reverse("wagtailadmin_login")
        )
    return _show(
        request,
        "access",
        place=invitation.place,
        invitation=invitation,
        form=form,
        sentences=agreement.sentences_of(agreement.HOST),
        has_account=known is not None,
    )


def _show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"language_links": links_for_view(request), "steps": []}
    return render(request, f"places/joining/{template}.html", context, status=status)
