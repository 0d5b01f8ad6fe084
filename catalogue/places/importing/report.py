"""Account for every row of an import: its fate, what was repaired, what was kept, why it was refused."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Fate

REPAIRS = {
    "postcode_zero": gettext_lazy("the postcode had lost its first zero"),
    "postcode_arrondissement": gettext_lazy("the postcode was the INSEE code of an arrondissement"),
    "postcode_cleaned": gettext_lazy("the postcode held other characters"),
    "postcode_dropped": gettext_lazy("the postcode cannot be one"),
    "postcode_cedex": gettext_lazy("the postcode is a CEDEX: the commune was found by its name"),
    "insee_zero": gettext_lazy("the INSEE code had lost its first zero"),
    "insee_arrondissement": gettext_lazy("the INSEE code was that of the whole city: the arrondissement was found by the postcode"),
    "insee_dropped": gettext_lazy("the INSEE code cannot be one"),
    "insee_unknown": gettext_lazy("the INSEE code is not known: the commune was found by its name and postcode"),
    "commune_capitals": gettext_lazy("the name of the commune was in capitals"),
    "commune_unknown": gettext_lazy("the commune is not in the gazetteer: to check"),
    "commune_by_point": gettext_lazy("the commune was found by the coordinates"),
    "point_comma": gettext_lazy("the coordinates had decimal commas"),
    "point_swapped": gettext_lazy("latitude and longitude were swapped"),
    "point_lambert": gettext_lazy("the coordinates were in Lambert-93"),
    "point_dropped": gettext_lazy("the coordinates cannot be used"),
    "point_of_commune": gettext_lazy("no coordinates: the commune's point is used"),
    "point_far": gettext_lazy("the coordinates are over 30 km from the commune: the commune's point is used, to check"),
    "date_dropped": gettext_lazy("the date of update cannot be right"),
    "summary_cut": gettext_lazy("the summary was too long: it is cut, the whole stands in the description"),
    "text_cut": gettext_lazy("a text was too long: it is cut"),
    "list_cut": gettext_lazy("a list was too long: it is cut"),
    "hours_prose": gettext_lazy("the opening hours are in prose: visitors are told to call"),
    "phone_kept": gettext_lazy("the phone number cannot be checked: it is kept as it is"),
    "phone_dropped": gettext_lazy("the phone number cannot be one"),
    "email_dropped": gettext_lazy("an e-mail address cannot be one"),
    "link_dropped": gettext_lazy("a web address cannot be one"),
    "value_dropped": gettext_lazy("a value is not in the standard's list"),
    "pivot_dropped": gettext_lazy("the SIRET cannot be one"),
    "back": gettext_lazy("the place had gone from the source: it is back"),
    "merged": gettext_lazy("the place was merged into another record: it stays archived"),
}
# What a person should look at; kept on the place.
FLAGGED = ("point_far", "commune_unknown", "commune_by_point", "phone_kept")


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` is None for a place that no row tells of any more; ``kept`` names the fields that the team wrote itself."""

    number: int | None
    id: str
    name: str
    fate: Fate
    repairs: tuple[str, ...] = ()
    reason: str = ""
    kept: tuple[str, ...] = ()


@dataclass
class Report:
    """The sums of an import, and its lines in order unless ``keeps_lines`` is off (they then went to whoever asked for them).

    ``held_back`` are the keys of places that are gone from the file and were not archived, being too many; ``warnings`` are sentences.
    """

    version: str = ""
    encoding: str = ""
    form: str = ""
    is_dry_run: bool = False
    keeps_lines: bool = True
    lines: list[Line] = field(default_factory=list)
    fates: Counter = field(default_factory=Counter)
    repairs: Counter = field(default_factory=Counter)
    kept: Counter = field(default_factory=Counter)
    reasons: Counter = field(default_factory=Counter)
    repaired: int = 0
    rows: int = 0
    held_back: list[int] = field(default_factory=list)
    duplicates: int = 0
    warnings: list[str] = field(default_factory=list)

    def add(self, lines: list[Line]) -> None:
        for line in lines:
            self.fates[line.fate] += 1
            self.repairs.update(line.repairs)
            self.kept.update(line.kept)
            self.repaired += bool(line.repairs)
            self.rows += line.number is not None
            if line.fate == Fate.REFUSED:
                self.reasons[line.reason] += 1
        if self.keeps_lines:
            self.lines += lines

    def summary(self) -> str:
        """Return the printed account, a line a fact."""
        lines = [_("Standard v%(version)s, %(count)d rows") % {"version": self.version, "count": self.rows}]
        lines += [f"  {fate.label}: {self.fates[fate]}" for fate in Fate]
        lines.append("  " + _("repaired: %(count)d") % {"count": self.repaired})
        lines += [f"    {count} × {REPAIRS[repair]}" for repair, count in self.repairs.most_common()]
        if self.kept:
            lines.append("  " + _("kept as the team wrote it: %(count)d") % {"count": sum(self.kept.values())})
        if self.reasons:
            lines.append("  " + _("why refused:"))
            lines += [f"    {count} × {reason}" for reason, count in self.reasons.most_common(20)]
        if self.duplicates:
            lines.append("  " + _("possible duplicates to settle: %(count)d") % {"count": self.duplicates})
        lines += self.warnings
        if self.is_dry_run:
            lines.append(_("A trial: nothing was written."))
        return "\n".join(lines)
