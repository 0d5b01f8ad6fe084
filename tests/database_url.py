"""The address of the database a test stands on, for the processes it starts."""

from urllib.parse import quote

from django.db import connection


def database_url() -> str:
    """Return it as DATABASE_URL is written, for SQLite and for PostgreSQL."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host, port = quote(str(settings["HOST"]), safe=""), settings["PORT"] or 5432
    return f"postgres://{settings['USER']}@{host}:{port}/{settings['NAME']}"
