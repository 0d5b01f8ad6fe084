"""Entry point for a WSGI server (gunicorn)."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connections  # noqa: E402

from core.helpline import read_ahead  # noqa: E402

read_ahead()
connections.close_all()  # a server that forks after this line must not share one
