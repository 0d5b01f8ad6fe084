"""What every variant shares. Safe by default: DEBUG is off and there is no secret here."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from . import environment as env

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.text("VAR_DIR") or ROOT / "var")  # what the site writes: database, media, logs

DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_SITE_NAME = env.text("WAGTAIL_SITE_NAME", "Emmaüs Connect")

# Whether X-Forwarded-* headers are believed: only where nobody reaches the web process but through the proxy.
TRUST_PROXY = False

# Shows the banner "this is a demonstration" and keeps robots out.
DEMO = env.boolean("DEMO")

INSTALLED_APPS = [
    "home",
    "diagnostic",
    "catalogue.workshops",
    "catalogue.training",
    "catalogue.agenda",
    "catalogue.places",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "lucide",
    "csp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.page_cache.PublicPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.PrivateAddressMiddleware",
    "core.middleware.AdminPolicyMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "catalogue.workshops.hosting.lent.LentPhoneMiddleware",
    "catalogue.training.refusal.RefusedPublicationMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "core.context_processors.site",
            ],
        },
    },
]

# Database -----------------------------------------------------------------------------------
# SQLite needs nothing; DATABASE_URL=postgres://… makes it PostgreSQL.

SQLITE_OPTIONS = {
    # Writers queue for the lock when they begin, so that reading then writing in one
    # transaction cannot fail with "database is locked" nor sell a seat twice.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;",
}


def database(url: str) -> dict:
    """Return the Django configuration for a database address, tuned for its engine."""
    configuration = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    configuration["ATOMIC_REQUESTS"] = False
    if "sqlite" in str(configuration["ENGINE"]):
        configuration["OPTIONS"] = dict(SQLITE_OPTIONS)
        configuration["CONN_MAX_AGE"] = 0
    return configuration


DATABASES = {"default": database(env.text("DATABASE_URL") or f"sqlite:///{VAR / 'site.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "site",
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 200},  # some megabytes
    },
}
# For how long the server answers a public page again without making it anew; 0: it never does.
PUBLIC_PAGE_SECONDS = 0

# People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # never by address alone: a whole centre shares one
AXES_CLIENT_IP_CALLABLE = "core.addresses.address_of"
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "errors/locked.html"
AXES_HTTP_RESPONSE_CODE = 429

# Languages ----------------------------------------------------------------------------------

USE_I18N = True
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Paris"

# Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or VAR / "static")
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "core.assets.BundleFinder",
    "core.packaged.PackagedFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor posts many

# Wagtail ------------------------------------------------------------------------------------

WAGTAILIMAGES_IMAGE_MODEL = "core.Image"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILDOCS_DOCUMENT_MODEL = "core.Document"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx", "ods", "zip", "mp3", "m4a", "ogg", "wav"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party learns who edits
WAGTAILEMBEDS_RESPONSIVE_HTML = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a page sent to be translated is a draft, not published in French

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Messages -----------------------------------------------------------------------------------
# "console" prints; "smtp" speaks to the server of the settings below. SMS_GATEWAY is "console", "ovh" or "brevo" (docs/operating.md).

EMAIL_GATEWAY = env.text("EMAIL_GATEWAY", "console")
SMS_GATEWAY = env.text("SMS_GATEWAY", "console")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS")
EMAIL_USE_SSL = env.boolean("EMAIL_USE_SSL")
EMAIL_TIMEOUT = 15
OVH_API_URL = env.text("OVH_API_URL", "https://eu.api.ovh.com/1.0")
OVH_APPLICATION_KEY = env.text("OVH_APPLICATION_KEY")
OVH_APPLICATION_SECRET = env.text("OVH_APPLICATION_SECRET")
OVH_CONSUMER_KEY = env.text("OVH_CONSUMER_KEY")
OVH_SMS_SERVICE = env.text("OVH_SMS_SERVICE")  # sms-ab12345-1
OVH_SMS_SENDER = env.text("OVH_SMS_SENDER")  # a name that OVH has approved; empty: a short number, which people may answer
OVH_WEBHOOK_SECRET = env.text("OVH_WEBHOOK_SECRET")
BREVO_API_URL = env.text("BREVO_API_URL", "https://api.brevo.com/v3")
BREVO_API_KEY = env.text("BREVO_API_KEY")
BREVO_SMS_SENDER = env.text("BREVO_SMS_SENDER", "Emmaus")  # 11 letters and digits at most
BREVO_WEBHOOK_SECRET = env.text("BREVO_WEBHOOK_SECRET")
# People may answer YES or NO to a reminder: only where the gateway receives text messages, and the team reads what is no answer.
SMS_REPLIES = env.boolean("SMS_REPLIES")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Emmaüs Connect <bonjour@exemple.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Places -------------------------------------------------------------------------------------
# The national geocoder is asked for an address that the gazetteer does not know; "off" asks nobody.

GEOCODER_URL = env.text("GEOCODER_URL", "https://data.geopf.fr/geocodage/search")
GEOCODER_URL = "" if GEOCODER_URL == "off" else GEOCODER_URL

# Security -----------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

# Public pages: everything from ourselves, no inline script. /admin/ has its own policy (core.middleware).
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# The images of the map: Plan IGN, free and without a key (Licence Ouverte). Asked for by the visitor's browser, after a press that says
# so, and allowed by the policy of the pages that have a map alone. The sentences of places/map.html name the IGN. Empty: no map.
MAP_TILES_URL = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal"
    "&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "core.logs.MaskPrivate"}},
    "formatters": {"line": {"class": "core.logs.PrivateFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["private"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "gunicorn.access": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "httpx": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []

STYLEGUIDE = False  # /styleguide/ exists in development only
