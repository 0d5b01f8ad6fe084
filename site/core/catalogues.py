"""Interface strings: find them, keep the .po files, compile the .mo files, without GNU gettext on the machine.

Each room has its own catalogue (`<room>/locale/<language>/LC_MESSAGES/django.po`); the msgids are English, so
English needs no catalogue. Finding strings needs `babel`, a development requirement; compiling needs `polib` only.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

from .typography import faults

LANGUAGES = ("fr", "ar")
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}
PLURAL_COUNT = {"fr": 2, "ar": 6}
# folder of the sources -> folder of the catalogue, both below the project's root
ROOMS = {
    "core": ("site", "site/locale"),
    "places": ("catalogue/places", "catalogue/places/locale"),
    "agenda": ("catalogue/agenda", "catalogue/agenda/locale"),
    "workshops": ("catalogue/workshops", "catalogue/workshops/locale"),
    "training": ("catalogue/training", "catalogue/training/locale"),
    "diagnostic": ("diagnostic", "diagnostic/locale"),
    "home": ("home", "home/locale"),
}
# polib's own default: a file saved by `update` and one saved by any other use of polib break their lines alike.
WRAP_WIDTH = 78
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]")
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Found:
    """A string of the sources: ``(msgctxt, msgid)`` is its identity."""

    msgid: str
    plural: str
    context: str
    file: str


def po_file(room: str, language: str) -> Path:
    return Path(settings.ROOT) / ROOMS[room][1] / language / "LC_MESSAGES" / "django.po"


def find_strings(room: str) -> dict[tuple[str, str], Found]:
    """Return the translatable strings of a room's Python files and templates."""
    strings: dict[tuple[str, str], Found] = {}
    root = Path(settings.ROOT)
    for path in sorted((root / ROOMS[room][0]).rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            for found in _strings_of(path, str(path.relative_to(root))):
                known = strings.get((found.context, found.msgid))
                if known is None or (found.plural and not known.plural):
                    strings[(found.context, found.msgid)] = found
    return strings


def _strings_of(path: Path, name: str) -> Iterator[Found]:
    from babel.messages.extract import extract

    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Python's tokenizer minds the indentation of what is left of the markup.
        source = "\n".join(line.strip() for line in templatize(source, origin=name).splitlines())
    for _line, message, _comments, context in extract(
        "python", io.BytesIO(source.encode()), keywords=_KEYWORDS, options={"encoding": "utf-8"}
    ):
        msgid, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if msgid:
            yield Found(msgid, plural or "", context or "", name)


def update(room: str, language: str) -> tuple[int, int]:
    """Bring a catalogue in step with the sources; returns (strings, how many lack a translation).

    Stable: when nothing changed in the sources, the file keeps its bytes.
    """
    path = po_file(room, language)
    old = {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
    po = polib.POFile(wrapwidth=WRAP_WIDTH)
    po.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS[language],
    }
    for key, found in sorted(find_strings(room).items(), key=lambda item: (item[1].file, item[1].msgid, item[1].context)):
        entry = polib.POEntry(msgid=found.msgid, msgctxt=found.context or None, occurrences=[(found.file, "")])
        before = old.get(key)
        if found.plural:
            entry.msgid_plural = found.plural
            kept = before.msgstr_plural if before else {}
            entry.msgstr_plural = {n: kept.get(n, "") for n in range(PLURAL_COUNT[language])}
        else:
            entry.msgstr = before.msgstr if before else ""
        if "%(" in found.msgid or "%s" in found.msgid:
            entry.flags = ["python-format"]
        entry.tcomment = before.tcomment if before else ""
        po.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(po, path)
    return len(po), len(lacking(po))


def _write(po: polib.POFile, path: Path) -> None:
    text = str(po)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def lacking(po: polib.POFile) -> list[str]:
    """Return the msgids without a full translation."""
    return [e.msgid for e in po if not (all(e.msgstr_plural.values()) and e.msgstr_plural if e.msgid_plural else e.msgstr)]


def problems(room: str, language: str) -> list[str]:
    """Return what is wrong with a catalogue: missing, left over or untranslated strings, placeholders lost, lines broken otherwise."""
    path = po_file(room, language)
    if not path.exists():
        return [f"{path}: missing"]
    po = polib.pofile(str(path), wrapwidth=WRAP_WIDTH)
    here = {(e.msgctxt or "", e.msgid) for e in po}
    wanted = find_strings(room)
    found = [f"{room}/{language}: not in the catalogue: {msgid!r} ({wanted[(c, msgid)].file})" for c, msgid in sorted(wanted.keys() - here)]
    found += [f"{room}/{language}: no longer in the sources: {msgid!r}" for _c, msgid in sorted(here - wanted.keys())]
    found += [f"{room}/{language}: not translated: {msgid!r}" for msgid in lacking(po)]
    found += [f"{room}/{language}: placeholders differ: {e.msgid!r}" for e in po if _placeholders_differ(e)]
    found += [f"{room}/{language}: {fault}: {text!r}" for e in po for text in _texts(e) for fault in faults(text, language)]
    if str(po) != path.read_text(encoding="utf-8"):
        found.append(f"{room}/{language}: lines are not broken as `translations update` breaks them: run it")
    return found


def collisions(language: str) -> list[str]:
    """Return the strings that rooms translate differently.

    Django merges the rooms' catalogues, so the first room of INSTALLED_APPS would speak for all. Where the meaning is
    the same, so must the words be; where it differs, the sources need a msgctxt.
    """
    rooms: dict[tuple[str, str, bool], dict[tuple[str, ...], list[str]]] = {}
    for room in ROOMS:
        path = po_file(room, language)
        for entry in polib.pofile(str(path)) if path.exists() else []:
            key = (entry.msgctxt or "", entry.msgid, bool(entry.msgid_plural))
            rooms.setdefault(key, {}).setdefault(_texts(entry), []).append(room)
    return [
        f"{language}: {msgid!r} is not the same in all rooms: "
        + "; ".join(f"{'/'.join(names)} {' / '.join(texts)!r}" for texts, names in said.items())
        for (_context, msgid, _plural), said in sorted(rooms.items())
        if len(said) > 1
    ]


def _texts(entry: polib.POEntry) -> tuple[str, ...]:
    return tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)) if entry.msgid_plural else (entry.msgstr,)


def _placeholders_differ(entry: polib.POEntry) -> bool:
    wanted = {m.group(0) for m in _PLACEHOLDER.finditer(entry.msgid + entry.msgid_plural)}
    if entry.msgid_plural:
        # "one place" or the Arabic dual may leave the number out, but may not invent a name
        return any({m.group(0) for m in _PLACEHOLDER.finditer(text)} - wanted for text in entry.msgstr_plural.values())
    return bool(entry.msgstr) and {m.group(0) for m in _PLACEHOLDER.finditer(entry.msgstr)} != wanted


def compile_all() -> int:
    """Write the .mo beside each .po that is newer; returns how many were written."""
    written = 0
    for room in ROOMS:
        for language in LANGUAGES:
            path = po_file(room, language)
            mo = path.with_suffix(".mo")
            if path.exists() and (not mo.exists() or mo.stat().st_mtime < path.stat().st_mtime):
                polib.pofile(str(path)).save_as_mofile(str(mo))
                written += 1
    return written
