"""Ask for an import, follow it, read its report, and act on it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from ..field_words import field_in_words
from ..importing import UnreadableFile
from ..importing.lines import as_csv, fields_in_words, repairs_in_words
from ..importing.recorded import AlreadyRunning, archive_all_the_same, ask, ask_for_real, is_latest, line_of
from ..importing.report import REPAIRS
from ..importing.sniffing import LARGEST, too_large
from ..models import Fate, ImportRun, RunState
from .import_access import LARGEST_KEY, for_importers
from .import_forms import ImportForm

REPORT = "places_imports:report"
_LINES_A_PAGE = 100
_OVERHEAD = 100_000  # what the other fields of the form weigh at most


@csrf_exempt  # not really: the token is checked by what it calls, once the size is known
@for_importers
def new(request: HttpRequest) -> HttpResponse:
    """Refuse what is too large before a byte of it is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if request.method == "POST" and announced.isdecimal() and int(announced) > LARGEST + _OVERHEAD:
        return _form_screen(request, ImportForm(), too_large(), status=413)
    return _new(request)


@csrf_protect
def _new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        source = request.GET.get("source", "")
        is_known = source.isdecimal() and len(source) < 18
        initial = {"source": source, "is_dry_run": False, "is_complete": True} if is_known else {"is_dry_run": True, "is_complete": True}
        return _form_screen(request, ImportForm(initial=initial))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_screen(request, form)
    values = form.cleaned_data
    file = values.pop("file")
    try:
        run = ask(**values, file_name=file.name if file else "", blocks=file.chunks(1 << 20) if file else None, by=request.user)  # type: ignore[arg-type]  # the admin lets nobody in who did not sign in
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return _form_screen(request, form)
    except AlreadyRunning:
        form.add_error("source", _already())
        return _form_screen(request, form)
    return redirect(REPORT, run.pk)


def _form_screen(request: HttpRequest, form: ImportForm, trouble: str = "", status: int = 200) -> HttpResponse:
    return render(request, "places/admin/import_new.html", {"form": form, "trouble": trouble, "back": _list_url()}, status=status)


@for_importers
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a run is, then its account; without JavaScript the page asks for itself again."""
    run = _run(pk)
    wanted = request.GET.get("fate", "")
    wanted = wanted if wanted in Fate.values or wanted == "repaired" else ""
    context: dict[str, Any] = {"run": run, **progress_of(run), "back": _list_url()}
    if run.is_over:
        context |= {
            "fates": [(fate.value, fate.label, run.fates.get(fate.value, 0)) for fate in Fate],
            "repairs": [(REPAIRS.get(code, code), count) for code, count in run.repairs.items()],
            "kept": [(field_in_words(name), count) for name, count in run.kept_fields.items()],
            "reasons": list(run.reasons.items()),
            "may_archive": bool(run.held_back) and not run.is_dry_run and is_latest(run),
            "may_do_for_real": run.is_dry_run and run.state == RunState.DONE and (bool(run.url) or run.parts.exists()),
            "has_lines": run.lines.exists(),
            "page": _lines(run, wanted, request.GET.get("p", "1")),
            "wanted": wanted,
            "kept_query": f"fate={wanted}&" if wanted else "",
        }
    return render(request, "places/admin/import_report.html", context)


def _lines(run: ImportRun, wanted: str, number: str) -> Any:
    lines = run.lines.order_by("pk")
    if wanted == "repaired":
        lines = lines.exclude(repairs="")
    elif wanted:
        lines = lines.filter(fate=wanted)
    page = Paginator(lines, _LINES_A_PAGE).get_page(number)
    page.shown = [  # type: ignore[attr-defined]
        (line, repairs_in_words(line.repairs.split()), fields_in_words(line.kept.split())) for line in page
    ]
    return page


@for_importers
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    run = _run(pk)
    return JsonResponse(progress_of(run) | {"is_over": run.is_over})


def progress_of(run: ImportRun) -> dict[str, Any]:
    """Return how far a run is, in numbers and in words."""
    if run.state == RunState.QUEUED:
        said = _("It waits for its turn.")
    elif run.state == RunState.RUNNING and not run.rows_total:
        said = _("The file is being fetched and read through.")
    else:
        said = _("%(done)s of %(total)s rows") % {"done": _grouped(run.rows_done), "total": _grouped(run.rows_total)}
    return {"percent": run.percent, "said": said}


def _grouped(number: int) -> str:
    return f"{number:_}".replace("_", "\u202f")


@for_importers
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Give the report as CSV, a line a row, as it is read."""
    run = _run(pk)
    lines = (line_of(line) for line in run.lines.order_by("pk").iterator(chunk_size=2000))
    response = StreamingHttpResponse(as_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
    return response


@for_importers
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    run = _run(pk)
    count = archive_all_the_same(run, request.user)  # type: ignore[arg-type]
    if count:
        messages.success(request, ngettext("%(count)d place is archived.", "%(count)d places are archived.", count) % {"count": count})
    else:
        messages.warning(request, _("Nothing was archived: a later import has said something else, or it is done already."))
    return redirect(REPORT, run.pk)


@for_importers
@require_POST
def for_real(request: HttpRequest, pk: int) -> HttpResponse:
    trial = _run(pk)
    if not trial.is_dry_run:
        raise Http404
    return _asked(request, lambda: ask_for_real(trial, request.user), reverse(REPORT, args=[trial.pk]))  # type: ignore[arg-type]


def _asked(request: HttpRequest, asking: Any, back: str) -> HttpResponse:
    try:
        return redirect(REPORT, asking().pk)
    except AlreadyRunning:
        messages.error(request, _already())
    except UnreadableFile as error:
        messages.error(request, str(error))
    return redirect(back)


def _already() -> str:
    return _("This source is being read already. Wait until it is done.")


def _run(pk: int) -> ImportRun:
    runs = ImportRun.objects.select_related("source", "asked_by", "archived_by")
    return get_object_or_404(runs, pk=min(pk, LARGEST_KEY))


def _list_url() -> str:
    return reverse("wagtailsnippets_places_importrun:list")
