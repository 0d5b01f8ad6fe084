"""Tell what a file is before it is read: its form and encoding, or a sentence when it is none that can be imported."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from .refusal import UnreadableFile

LARGEST = 200_000_000  # bytes: the nation's whole file is 60 MB
_BEGINNING = 4096
_SPREADSHEETS = (b"\xd0\xcf\x11\xe0",)
_IN_SPREADSHEETS = (b"[Content_Types].xml", b"docProps/", b"xl/", b"opendocument.spreadsheet", b"content.xml")
_COMPRESSED = (b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!", b"\x04\x22\x4d\x18")


@dataclass(frozen=True)
class Sniffed:
    """``form`` is "csv" or "json", ``encoding`` one of Python's names."""

    form: str
    encoding: str
    size: int


def too_large() -> str:
    return _("The file is too large: %(limit)d MB at most. Cut it into several files.") % {"limit": LARGEST // 1_000_000}


def sniff(path: Path) -> Sniffed:
    """Return what a file is; raises UnreadableFile with a sentence. Nothing compressed is opened: it could be endless."""
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
            size = stream.seek(0, 2)
    except OSError as error:
        raise UnreadableFile(_("The file cannot be opened: %(name)s.") % {"name": path.name}) from error
    if size > LARGEST:
        raise UnreadableFile(too_large())
    refuse_what_is_no_text(beginning)
    encoding = _encoding_of(path, beginning)
    text = beginning.decode(encoding, "replace").lstrip("\ufeff\r\n\t ")
    if not text:
        raise UnreadableFile(_("The file is empty."))
    if text[:200].lower().startswith(("<!doctype", "<html", "<?xml", "<head")):
        raise UnreadableFile(_("This is a web page or an XML file. Send a CSV or JSON file of the standard."))
    return Sniffed("json" if text[0] in "[{" else "csv", encoding, size)


def refuse_what_is_no_text(beginning: bytes) -> None:
    """Raise UnreadableFile for what is compressed, a spreadsheet, a picture; by its first bytes."""
    if beginning.startswith(_SPREADSHEETS) or _is_spreadsheet(beginning):
        raise UnreadableFile(_("This is a spreadsheet. Save it as CSV (UTF-8), then import that file."))
    if beginning.startswith(_COMPRESSED):
        raise UnreadableFile(_("This file is compressed. Unpack it, then import the CSV or JSON file that it holds."))
    zeros = beginning.count(0)
    if zeros and not _utf16_of(beginning) and zeros * 100 > len(beginning):
        raise UnreadableFile(_("This is no text file. Send a CSV or JSON file of the standard."))


def _is_spreadsheet(beginning: bytes) -> bool:
    """Tell an xlsx or ods from another zip by the names its first entries bear; the zip itself is not opened."""
    return beginning.startswith(b"PK\x03\x04") and any(mark in beginning for mark in _IN_SPREADSHEETS)


def _utf16_of(beginning: bytes) -> str:
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    half = len(beginning) // 2
    if half >= 8 and odd * 10 > half * 8 and even * 10 < half:
        return "utf-16-le"
    if half >= 8 and even * 10 > half * 8 and odd * 10 < half:
        return "utf-16-be"
    return ""


def _encoding_of(path: Path, beginning: bytes) -> str:
    """Return UTF-16 by its mark or its zeros; "utf-8-sig" when the whole file is UTF-8 (with or without mark), else "cp1252"."""
    wide = _utf16_of(beginning)
    if wide:
        return wide
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
