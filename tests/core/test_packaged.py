"""Other people's libraries that we serve ourselves: what they published, and nothing beside."""

import base64
import hashlib

from django.contrib.staticfiles import finders

from core.packaged import PACKAGED

# The integrity values that leafletjs.com gives for Leaflet 1.9.4.
PUBLISHED = {
    "leaflet/leaflet.js": "20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo=",
    "leaflet/leaflet.css": "p4NxAoJBhIIN+hmNHrzRCf9tD/miZyoHS5obTRR9BMY=",
}


def test_leaflet_is_the_one_its_authors_published():
    for path, integrity in PUBLISHED.items():
        with open(finders.find(path), "rb") as file:
            assert base64.b64encode(hashlib.sha256(file.read()).digest()).decode() == integrity


def test_no_other_file_of_the_package_is_served(client, db):
    response = client.get("/static/leaflet/leaflet.js")
    response.close()
    assert response.status_code == 200
    assert finders.find("leaflet/leaflet-src.js") is None
    assert finders.find("leaflet/../apps.py") is None
    assert finders.find("leaflet") is None


def test_what_is_collected_is_what_is_named():
    finder = finders.get_finder("core.packaged.PackagedFinder")
    listed = {f"{storage.prefix}/{name}" for name, storage in finder.list(None) if storage.exists(name)}
    assert listed == {f"{prefix}/{name}" for prefix, (_package, _folder, names) in PACKAGED.items() for name in names}
