"""Come in and go out: the invitation, the sign-in, the link, the end of the shift."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from core import throttle
from core.models import User
from core.new_password import NewPasswordForm

from .. import inviting, shift, signing_in
from ..forms import SignInForm
from .screens import show

_LINKS_FROM_ONE_ADDRESS, _IN_SECONDS = 30, 600


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: by the link alone, or with a password. GET changes nothing, for phones open links by themselves."""
    found = inviting.invitation_with(token)
    if found is None:
        return show(request, "invitation_over.html", {}, status=404)
    known = inviting.account_of(found) is not None
    person = User(username=found.email or found.phone, email=found.email, first_name=found.first_name, last_name=found.last_name)
    chooses = request.method == "POST" and request.POST.get("how") == "password" and not known
    form = NewPasswordForm(request.POST if chooses else None, person=person)
    if request.method == "POST" and (not chooses or form.is_valid()):
        try:
            user, is_new = inviting.accept(found.pk, password=form.cleaned_data["password"] if chooses else None)
        except inviting.InvitationOver:
            return show(request, "invitation_over.html", {}, status=404)
        if not is_new:  # the link proves an address, not who one is
            return show(request, "invitation_accepted.html", {"invitation": found, "places": found.places.order_by("name", "pk")})
        shift.begin(request, user)
        return redirect("hosting:day")
    return show(
        request, "invitation.html", {"invitation": found, "places": found.places.order_by("name", "pk"), "form": form, "known": known}
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """One field, then a link or a password. What is answered is the same, whoever has an account or not."""
    wanted = shift.safe_next(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method != "POST" and shift.is_on(request):
        return redirect(wanted)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed, password = form.cleaned_data["username"], form.cleaned_data["password"]
        if request.POST.get("how") != "password":
            return _link_sent(request, typed)
        if not password:
            form.add_error("password", _("Write your password, or ask for a link."))
        elif user := signing_in.by_password(request, typed, password):
            shift.begin(request, user)
            return redirect(wanted)
        else:
            form.add_error(None, _("This name and this password do not go together. Try again, or ask for a link."))
    return show(request, "sign_in.html", {"form": form, "next": wanted})


def _link_sent(request: HttpRequest, typed: str) -> HttpResponse:
    if not throttle.too_many("host link", request, most=_LINKS_FROM_ONE_ADDRESS, seconds=_IN_SECONDS):
        signing_in.send_link(typed, get_language() or settings.LANGUAGE_CODE)
    return show(request, "link_sent.html", {"minutes": int(signing_in.LINK_WORKS_FOR.total_seconds() // 60)})


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link received: one press opens the day."""
    found = signing_in.link_with(token)
    if found is None:
        return show(request, "link_over.html", {}, status=404)
    if request.method == "POST":
        user = signing_in.use(found)
        if user is None:
            return show(request, "link_over.html", {}, status=404)
        shift.begin(request, user)
        return redirect("hosting:day")
    return show(request, "link.html", {"name": found.user.first_name or found.user.get_username()})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the shift: the list leaves the phone too."""
    shift.end(request)
    response = show(request, "signed_out.html", {})
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
