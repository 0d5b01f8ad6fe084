"""A named person answers an invitation: reads the agreement on data, signs it with their name, chooses a password."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.forms import LineField
from core.languages import links_for_view
from core.models import User
from core.new_password import NewPasswordForm

from .. import agreement
from ..inviting import InvitationOver, account_of, invitation_with, let_in


class AccessForm(NewPasswordForm):
    """``asks_password`` is False for somebody who already has an account: it keeps its own."""

    name = LineField(label=_("Your first and last name"), max_length=120, autocomplete="name")
    agreed = forms.BooleanField(
        label=_("I have read this, and I agree."),
        error_messages={"required": _("Tick this box to agree. You would rather talk about it? Call us.")},
    )
    reasons = {"name": _("We keep your name, this text and today’s date, as a proof of the agreement.")}

    field_order = ["name", "agreed", "password", "again"]

    def __init__(self, *args: Any, asks_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_password:
            del self.fields["password"], self.fields["again"]


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
