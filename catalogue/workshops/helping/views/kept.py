"""Seats kept for a structure: how many, then the names, until the day before."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SeatError, SessionFull
from core.tokens import new_token

from ...models import Helper, SeatBlock
from ...tickets import ticket_of
from .. import blocks, booking_for, rows, sent
from ..forms import ForAllForm, KeepForm
from ..reading_lists import MOST_READ, read_list
from ..telling import deadline_in_words
from .opening import key_in, show, tabs_of, trouble, with_helper


@require_http_methods(["GET", "HEAD", "POST"])
@with_helper
def keep(request: HttpRequest, helper: Helper, session_id: int) -> HttpResponse:
    try:
        session = booking_for.open_to(helper, session_id)
    except SeatError as error:
        return trouble(request, helper, error)
    if reason := session.why_closed():
        return trouble(request, helper, reason, session)
    form = KeepForm(request.POST if request.method == "POST" else None, initial={"key": new_token()})
    if form.is_bound and form.is_valid():
        try:
            block = blocks.keep(helper, session.pk, form.cleaned_data["count"], key=key_in(form.cleaned_data["key"]))
        except SessionFull as error:
            words = ngettext("Only %(count)s seat is free.", "Only %(count)s seats are free.", error.free) % {"count": error.free}
            form.add_error("count", words if error.free else _("All the seats are taken."))
        except blocks.TooManyKept as error:
            form.add_error(
                "count", _("You keep many seats without a name. Give names first: you may keep %(count)s more.") % {"count": error.most}
            )
        except blocks.TooLate:
            form.add_error("count", _("It is too late to keep seats without a name: give the first names now."))
        except SeatError as error:
            return trouble(request, helper, error, session)
        else:
            return redirect("workshops:helping:block", token=helper.token, pk=block.pk)
    context = {
        "helper": helper,
        "tabs": tabs_of(helper, "space"),
        "session": session,
        "ticket": ticket_of(session),
        "availability": availability_of(session, session.free),
        "form": form,
        "until": deadline_in_words(session, blocks.names_until(session)),
        "is_late": timezone.now() >= blocks.names_until(session),
    }
    return show(request, "keep.html", context)


@require_safe
@with_helper
def kept(request: HttpRequest, helper: Helper) -> HttpResponse:
    """The seats the helper keeps now, those that need names first."""
    now = timezone.now()
    found = helper.blocks.filter(session__ends_at__gt=now).select_related("session__place", "session__offer")
    left = dict(blocks.unnamed_of(helper).order_by().values_list("key").annotate(number=Count("pk")))
    lines = [
        {
            "block": block,
            "title": block.session.offer.title,
            "starts": block.session.starts_local,
            "place": block.session.place_name,
            "left": left.get(block.key, 0) if block.released_at is None else 0,
            "until": deadline_in_words(block.session, blocks.names_until(block.session)),
        }
        for block in found.order_by("session__starts_at", "pk")[:30]
    ]
    return show(request, "kept.html", {"helper": helper, "tabs": tabs_of(helper, "kept"), "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@with_helper
def block(request: HttpRequest, helper: Helper, pk: int) -> HttpResponse:
    """The names of those who come in the seats that are kept; as many as one knows, the others later."""
    found = _block(helper, pk)
    left = blocks.unnamed(found) if found.released_at is None else []
    step = request.POST.get("step", "")
    lines = rows.empty(len(left), request.POST if step == "name" else None)
    for_all = ForAllForm(request.POST if step == "name" else None)
    text, is_empty, too_many = "", False, 0
    if step == "read":
        text = request.POST.get("text", "")[:MOST_READ].replace("\x00", "")
        read = read_list(text)
        is_empty = not read
        too_many = max(len(read) - len(left), 0)
        pasted = rows.pasted(read[: len(left)], set())
        lines = pasted + rows.empty(len(left))[len(pasted) :]
    problems = []
    if step == "name":
        given = [line for line in lines if line.form.has_changed()]
        problems = rows.problems_of(lines)
        if given and not problems and for_all.is_valid():
            common = {"receives": for_all.cleaned_data["receives"], "shares_attendance": for_all.cleaned_data["shares_attendance"]}
            people = [line.form.person(line.number, **common) for line in given if line.form.cleaned_data.get("first_name")]
            try:
                made = blocks.give_names(found, people, key=key_in(request.POST.get("key", "")))
            except SeatError:
                made = []
            return redirect(reverse("workshops:helping:block", args=[helper.token, found.pk]) + f"?noms={len(made)}")
    context: dict[str, Any] = {
        "helper": helper,
        "tabs": tabs_of(helper, "kept"),
        "kept": found,
        "session": found.session,
        "ticket": ticket_of(found.session),
        "rows": lines,
        "left": len(left),
        "named": sent.as_sent(blocks.named(found)),
        "for_all": for_all,
        "key": new_token(),
        "until": deadline_in_words(found.session, blocks.names_until(found.session)),
        "problems": problems,
        "error": bool(problems),
        "text": text,
        "is_empty": is_empty,
        "too_many": too_many,
        "just_named": _number(request.GET.get("noms", "")) if request.method != "POST" else 0,
        "is_over": found.session.why_closed() in ("cancelled", "past"),
    }
    return show(request, "block.html", context)


@require_POST
@with_helper
def give_back(request: HttpRequest, helper: Helper, pk: int) -> HttpResponse:
    found = _block(helper, pk)
    blocks.give_back(found)
    return redirect("workshops:helping:block", token=helper.token, pk=found.pk)


def _block(helper: Helper, pk: int) -> SeatBlock:
    found = helper.blocks.select_related("session__place", "session__offer__workshoppage").filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    found.helper = helper
    return found


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 0
