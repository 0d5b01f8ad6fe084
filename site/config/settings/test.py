"""What the tests use: the real engines, no secret of value, tasks at once."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, INSTALLED_APPS, TEMPLATES  # noqa: F401

SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["*"]
STYLEGUIDE = True
SITE_URL = "http://localhost"
WAGTAILADMIN_BASE_URL = SITE_URL
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
AXES_ENABLED = False
GEOCODER_URL = ""  # no test asks the real one

_folder = Path(os.environ.get("TEST_VAR") or tempfile.mkdtemp(prefix="site-tests-"))
_folder.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = _folder / "media"
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the in-memory database says "table is locked" under threads.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
LOGGING = {"version": 1, "disable_existing_loggers": False, "handlers": {"null": {"class": "logging.NullHandler"}}}
STATIC_ROOT = _folder / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
