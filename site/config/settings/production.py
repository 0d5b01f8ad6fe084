"""What a server uses. Refuses to start without a secret, a list of hosts and an address."""

from . import environment as env
from .base import *  # noqa: F403
from .base import STORAGES

SECRET_KEY = env.required("SECRET_KEY", "a long random text kept out of the code, e.g. `openssl rand -base64 48`.")
if len(SECRET_KEY) < 32:
    raise env.ImproperlyConfigured("SECRET_KEY is too short: 32 characters or more.")
ALLOWED_HOSTS = [h.strip() for h in env.required("ALLOWED_HOSTS", "the names this site answers to, separated by commas.").split(",")]
SITE_URL = env.required("SITE_URL", "the public address, e.g. https://www.exemple.org (links in messages start with it).").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

PUBLIC_PAGE_SECONDS = env.integer("PUBLIC_PAGE_SECONDS", 10)

_https = env.boolean("HTTPS", True)
SECURE_SSL_REDIRECT = _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# W005, W021: an association's other sub-domains are not ours to decide for. W019: Wagtail previews pages in a frame of our own.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
if not _https:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
TRUST_PROXY = env.boolean("TRUST_PROXY")
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
