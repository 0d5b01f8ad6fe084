"""Account for every row of an import: its fate, what was repaired, why it was refused."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


class Fate(TextChoices):
    CREATED = "created", pgettext_lazy("fate of a row", "created")
    UPDATED = "updated", pgettext_lazy("fate of a row", "updated")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    REFUSED = "refused", gettext_lazy("refused")


REPAIRS = {
    "postcode_zero": gettext_lazy("the postcode had lost its first zero"),
    "postcode_arrondissement": gettext_lazy("the postcode was the INSEE code of an arrondissement"),
    "postcode_cleaned": gettext_lazy("the postcode held other characters"),
    "postcode_dropped": gettext_lazy("the postcode cannot be one"),
    "postcode_cedex": gettext_lazy("the postcode is a CEDEX: the commune was found by its name"),
    "insee_zero": gettext_lazy("the INSEE code had lost its first zero"),
    "insee_dropped": gettext_lazy("the INSEE code cannot be one"),
    "insee_unknown": gettext_lazy("the INSEE code is not known: the commune was found by its name and postcode"),
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
    "hours_prose": gettext_lazy("the opening hours are in prose: visitors are told to call"),
    "phone_kept": gettext_lazy("the phone number cannot be checked: it is kept as it is"),
    "phone_dropped": gettext_lazy("the phone number cannot be one"),
    "email_dropped": gettext_lazy("an e-mail address cannot be one"),
    "link_dropped": gettext_lazy("a web address cannot be one"),
    "value_dropped": gettext_lazy("a value is not in the standard's list"),
    "pivot_dropped": gettext_lazy("the SIRET cannot be one"),
}
# What a person should look at; kept on the place.
FLAGGED = ("point_far", "commune_unknown", "commune_by_point", "phone_kept")


@dataclass(frozen=True)
class Line:
    number: int
    id: str
    name: str
    fate: Fate
    repairs: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class Report:
    """``lines`` holds one line a row read, in order."""

    version: str = ""
    encoding: str = ""
    lines: list[Line] = field(default_factory=list)
    is_dry_run: bool = False

    @property
    def fates(self) -> Counter:
        return Counter(line.fate for line in self.lines)

    @property
    def repairs(self) -> Counter:
        return Counter(repair for line in self.lines for repair in line.repairs)

    def summary(self) -> str:
        """Return the printed account, a line a fact."""
        fates = self.fates
        lines = [_("Standard v%(version)s, %(count)d rows") % {"version": self.version, "count": len(self.lines)}]
        lines += [f"  {fate.label}: {fates[fate]}" for fate in Fate]
        repaired = _("repaired: %(count)d") % {"count": sum(1 for line in self.lines if line.repairs)}
        lines.append("  " + repaired)
        lines += [f"    {count} × {REPAIRS[repair]}" for repair, count in self.repairs.most_common()]
        reasons = Counter(line.reason for line in self.lines if line.fate == Fate.REFUSED)
        if reasons:
            lines.append("  " + _("why refused:"))
            lines += [f"    {count} × {reason}" for reason, count in reasons.most_common()]
        if self.is_dry_run:
            lines.append(_("A trial: nothing was written."))
        return "\n".join(lines)

    def write(self, path: Path) -> None:
        """Write one line a row as CSV, for a spreadsheet."""
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([_("line"), _("id"), _("name"), _("fate"), _("repairs"), _("why")])
            for line in self.lines:
                repairs = " ; ".join(str(REPAIRS[repair]) for repair in line.repairs)
                writer.writerow([line.number, _plain(line.id), _plain(line.name), line.fate.label, repairs, line.reason])


def _plain(text: str) -> str:
    """Keep a spreadsheet from reading a value as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
