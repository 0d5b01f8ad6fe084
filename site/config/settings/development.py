"""What `make run` uses: DEBUG on, a secret made on the spot and kept in var/, the demo banner."""

import secrets

from . import environment as env
from .base import *  # noqa: F403
from .base import MIDDLEWARE, VAR

DEBUG = env.boolean("DEBUG", True)
DEMO = env.boolean("DEMO", True)
ALLOWED_HOSTS = ["*"]
STYLEGUIDE = True
MIDDLEWARE = [*MIDDLEWARE, "config.errors.OwnNotFoundMiddleware"]
INTERNAL_IPS = ["127.0.0.1"]


def _kept_secret() -> str:
    """Return the development secret, made at the first start, so that sessions outlive a restart."""
    VAR.mkdir(parents=True, exist_ok=True)
    file = VAR / "secret-key"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(50))
        file.chmod(0o600)
    return file.read_text().strip()


SECRET_KEY = env.text("SECRET_KEY") or _kept_secret()
