"""Where places come from: sources read again and again, each run over a file, and what became of each row."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Fate(models.TextChoices):
    """What became of a row, or of a place that no row tells of any more."""

    CREATED = "created", pgettext_lazy("fate of a row", "created")
    UPDATED = "updated", pgettext_lazy("fate of a row", "updated")
    UNCHANGED = "unchanged", _("unchanged")
    ARCHIVED = "archived", pgettext_lazy("fate of a row", "archived")
    REFUSED = "refused", _("refused")


class Every(models.IntegerChoices):
    """Days between two runs."""

    DAY = 1, _("every day")
    WEEK = 7, _("every week")
    MONTH = 30, _("every month")


class ImportSource(models.Model):
    """A file of the standard at a fixed address, or one that the team sends again and again."""

    name = models.CharField(
        _("name"), max_length=80, unique=True, help_text=_("Written on each of its places; two sources never share a place.")
    )
    url = models.URLField(
        _("address of the file"), max_length=500, blank=True, help_text=_("Beginning with https://. Left empty: the file is sent by hand.")
    )
    keeps_own_names = models.BooleanField(
        _("the file names its own sources"),
        default=False,
        help_text=_("For a file that gathers several sources: each place keeps the one its row names."),
    )
    every = models.PositiveSmallIntegerField(_("how often"), choices=Every, default=Every.WEEK)
    is_enabled = models.BooleanField(_("read by itself"), default=True, help_text=_("Off: only when somebody asks."))
    next_at = models.DateTimeField(_("next time"), default=timezone.now)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("source of places")
        verbose_name_plural = _("sources of places")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.url and not self.url.lower().startswith("https://"):
            raise ValidationError({"url": _("Write an address that begins with https://.")})
        if self.name.strip().casefold() == "local":
            raise ValidationError({"name": _("“local” is kept for the team's own places. Choose another name.")})

    @property
    def last_run(self) -> "ImportRun | None":
        return self.runs.filter(is_dry_run=False).order_by("-pk").first()

    def plan_next(self, now) -> None:
        """Set the next time, from now: a source that was late does not catch up."""
        self.next_at = now + timedelta(days=self.every)
        self.save(update_fields=["next_at"])


class RunState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class ImportRun(models.Model):
    """One reading of one file, with its account. ``form``, ``version``, ``encoding`` are what the file turned out to be."""

    source = models.ForeignKey(
        ImportSource, verbose_name=_("source"), null=True, blank=True, on_delete=models.SET_NULL, related_name="runs"
    )
    source_name = models.CharField(_("source name"), max_length=80, blank=True)
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    is_dry_run = models.BooleanField(_("trial"), default=False)
    is_complete = models.BooleanField(_("complete file"), default=True)

    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.QUEUED, db_index=True)
    version = models.CharField(_("version of the standard"), max_length=5, blank=True)
    form = models.CharField(_("form"), max_length=5, blank=True)
    encoding = models.CharField(_("encoding"), max_length=12, blank=True)
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("rows read"), default=0)
    fates = models.JSONField(_("fates"), default=dict, blank=True)
    repairs = models.JSONField(_("repairs"), default=dict, blank=True)
    kept_fields = models.JSONField(_("kept as the team wrote it"), default=dict, blank=True)
    reasons = models.JSONField(_("why refused"), default=dict, blank=True)
    duplicates = models.PositiveIntegerField(_("possible duplicates"), default=0)
    warnings = models.JSONField(_("to know"), default=list, blank=True)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)

    # The guard: places that are gone from the file, and were not archived because they are too many.
    held_back = models.JSONField(_("not archived"), default=list, blank=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("archived by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        permissions = [("import_places", "Can import places and settle duplicates")]
        constraints = [
            # One at a time for each source, whoever asks.
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(state__in=("queued", "running")), name="places_import_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source or self.source_name or self.file_name} · {timezone.localtime(self.created_at):%d/%m/%Y %H:%M}"

    @property
    def is_over(self) -> bool:
        return self.state in (RunState.DONE, RunState.FAILED)

    @property
    def percent(self) -> int:
        return 100 * self.rows_done // self.rows_total if self.rows_total else 0


class ImportLine(models.Model):
    """What became of one row; ``number`` is the line of the spreadsheet, empty for a place that is gone from the file."""

    run = models.ForeignKey(ImportRun, verbose_name=_("import"), on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"), null=True)
    source_id = models.CharField(_("id"), max_length=150, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    fate = models.CharField(_("fate"), max_length=10, choices=Fate)
    repairs = models.CharField(_("repairs"), max_length=400, blank=True)  # codes of report.REPAIRS, separated by spaces
    kept = models.CharField(_("kept as the team wrote it"), max_length=400, blank=True)  # names of fields, separated by spaces
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        ordering = ["run", "pk"]
        indexes = [models.Index(fields=["run", "fate"], name="places_importline_fate")]

    def __str__(self) -> str:
        return f"{self.number} · {self.name} · {self.get_fate_display()}"


class ImportPart(models.Model):
    """A piece of a file that was sent, compressed: the process that reads it may be on another machine than the one that took it."""

    run = models.ForeignKey(ImportRun, verbose_name=_("import"), on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField(_("number"))
    data = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("piece of a file")
        verbose_name_plural = _("pieces of files")
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="places_importpart_once")]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.number}"
