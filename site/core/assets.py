"""One stylesheet and one script for the visitor, many small files for the author.

``css/site.css`` and ``js/site.js`` are the sources of ``static/css`` and ``static/js`` put end to end: two requests a page.
They are found like any static file (by the development server, WhiteNoise and ``collectstatic``), so there is no build step.
"""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

STATIC = Path(settings.ROOT) / "static"
BUNDLES = {
    "css/site.css": ("css/tokens.css", "css/base.css", "css/layout.css", "css/components/*.css", "css/print.css"),
    "js/site.js": ("js/parts/*.js",),
}


class BundleFinder(BaseFinder):
    """Find the two bundles, written anew in ``VAR_DIR`` when one of their sources is newer."""

    folder = Path(settings.VAR) / "assets"

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]  # one function where the stubs overload
        """Return the file of a bundle, or an empty list for any other path (Django's convention)."""
        if path not in BUNDLES:
            return []
        found = str(write_bundle(path, self.folder))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=self.folder)
        for path in BUNDLES:
            write_bundle(path, self.folder)
            yield path, storage


def sources(path: str) -> list[Path]:
    """Return the files a bundle is made of, in order."""
    return [file for pattern in BUNDLES[path] for file in sorted(STATIC.glob(pattern))]


def write_bundle(path: str, folder: Path) -> Path:
    """Write a bundle under ``folder`` if it is missing or stale; return its file."""
    target = folder / path
    text = "".join(source.read_text(encoding="utf-8") for source in sources(path))
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")  # two may write at once
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(target)  # a reader never sees half a file
    return target
