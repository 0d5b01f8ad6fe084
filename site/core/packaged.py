"""Other people's browser libraries, served by ourselves: the files named here, from packages that bring many more.

``leaflet/``: Leaflet 1.9.4 (BSD 2-Clause, Volodymyr Agafonkin and CloudMade), as published, from the package ``django-js-lib-leaflet``.
Its style sheet names the images and its script names its map of sources, so ``collectstatic`` wants those too.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# Prefix of the address: (package, folder in the package, files)
PACKAGED = {
    "leaflet": (
        "js_lib_leaflet",
        "static/js_lib_leaflet",
        ("leaflet.js", "leaflet.js.map", "leaflet.css", "images/layers.png", "images/layers-2x.png", "images/marker-icon.png"),
    ),
}


class PackagedFinder(BaseFinder):
    """Find those files and no other; the packages need not be installed apps, and are not imported."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]  # one function where the stubs overload
        prefix, _slash, name = path.replace("\\", "/").partition("/")
        if prefix not in PACKAGED or name not in PACKAGED[prefix][2]:
            return []
        found = str(folder_of(prefix) / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for prefix, (_package, _folder, names) in PACKAGED.items():
            storage = FileSystemStorage(location=folder_of(prefix))
            storage.prefix = prefix  # type: ignore[attr-defined]  # what collectstatic and WhiteNoise read
            for name in names:
                yield name, storage


def folder_of(prefix: str) -> Path:
    """Return where a package keeps its files; fail in words when it is not installed."""
    package, folder, _names = PACKAGED[prefix]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"The package {package} is missing: install requirements.txt.")
    return Path(next(iter(spec.submodule_search_locations))) / folder
