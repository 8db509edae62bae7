"""The one settings file: everything that may differ comes from the environment.

Each variable is described in docs/beheer/instellingen.md.
"""

import base64
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wijkschakel.base.providers import read_providers


def env_bool(name: str, default: bool = False) -> bool:
    """Read true or false from the environment; anything else is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("true", "false"):
        return value == "true"
    if value:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")
    return default


def env_list(name: str) -> list[str]:
    """Read a comma separated list from the environment."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def kept_secret(name: str, file: Path, size: int) -> str:
    """Read a secret from the environment, else from a file made once (not in production)."""
    if value := os.environ.get(name):
        return value
    if not file.exists():
        if PRODUCTION:
            raise ImproperlyConfigured(f"{name} is not set and {file} does not exist")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(base64.b64encode(secrets.token_bytes(size)).decode())
    return file.read_text().strip()


def database(url: str) -> dict[str, object]:
    """Translate sqlite:///path or postgresql://user:password@host:port/name to Django's words."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            # Tests use a file too: in memory, SQLite has no competing writers.
            "TEST": {"NAME": str(VAR / "test.sqlite3")},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured("WIJKSCHAKEL_DATABASE must start with sqlite:/// or postgresql://")


PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("WIJKSCHAKEL_VAR", "var")).resolve()
PRODUCTION = env_bool("WIJKSCHAKEL_PRODUCTION")
DEMO = env_bool("WIJKSCHAKEL_DEMO")
if DEMO and PRODUCTION:
    raise ImproperlyConfigured(
        "WIJKSCHAKEL_DEMO and WIJKSCHAKEL_PRODUCTION are both true: "
        "the demonstration lets anyone sign in as anyone."
    )

DEBUG = False
SECRET_KEY = kept_secret("WIJKSCHAKEL_SECRET_KEY", VAR / "secret", 48)
# Keys of the encrypted fields: "name:base64 of 32 bytes", the first one encrypts, all decrypt.
FIELD_KEYS = [
    key if ":" in key else f"k1:{key}"
    for key in kept_secret("WIJKSCHAKEL_FIELD_KEYS", VAR / "field-keys", 32).split(",")
]
ALLOWED_HOSTS = env_list("WIJKSCHAKEL_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
BASE_URL = os.environ.get("WIJKSCHAKEL_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "wijkschakel.base",
    "wijkschakel.places",
    "wijkschakel.people",
    "wijkschakel.activities",
    "wijkschakel.support",
    "wijkschakel.funding",
    "wijkschakel.paths",
    "wijkschakel.learning",
    "wijkschakel.outcomes",
    "wijkschakel.network",
    "wijkschakel.upkeep",
    "wijkschakel.web.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages go over the line small, also without a web server in front; random padding in each.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "wijkschakel.web.common.middleware.Faults",
    "wijkschakel.web.common.middleware.Moment",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wijkschakel.web.common.middleware.Visitor",
    "wijkschakel.web.common.middleware.Visits",
]

ROOT_URLCONF = "wijkschakel.config.urls"
WSGI_APPLICATION = "wijkschakel.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "wijkschakel.web.common.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "wijkschakel.web.common.templatetags.ws",
            ],
        },
    }
]
COTTON_DIR = "components"

DATABASES = {
    "default": database(
        os.environ.get("WIJKSCHAKEL_DATABASE", f"sqlite:///{VAR / 'wijkschakel.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "base_cache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Signing in: a code by e-mail, a passkey, or a paper card. There are no passwords.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["wijkschakel.web.common.signin.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]  # for PINs of paper cards
SECRET_KEY_FALLBACKS = env_list("WIJKSCHAKEL_OLD_SECRET_KEYS")
LOGIN_URL = "/inloggen/"
# Organisations where staff may sign in, by key; see docs/beheer/inloggen-bij-organisatie.md.
ORGANISATIONS = read_providers(os.environ.get("WIJKSCHAKEL_OIDC", ""))
# Who sees data of others proves who they are in two steps.
SECOND_STEP = env_bool("WIJKSCHAKEL_SECOND_STEP", default=PRODUCTION)
LOGIN_REDIRECT_URL = "/"
# How many reverse proxies stand before us: whose word we take for the address of a visitor.
PROXIES = int(os.environ.get("WIJKSCHAKEL_PROXIES", "0"))
SESSION_ENGINE = "wijkschakel.web.common.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_NAME = "ws_session"
CSRF_COOKIE_NAME = "ws_csrf"
LANGUAGE_COOKIE_NAME = "ws_language"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["wijkschakel.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# One file of tokens makes another look; see docs/beheer/instellingen.md.
THEME = os.environ.get("WIJKSCHAKEL_THEME", "wijkschakel")
# Address of map tiles with {z}, {x} and {y}; empty: the map is drawn without them.
MAP_TILES = os.environ.get("WIJKSCHAKEL_MAP_TILES", "")
MAP_CREDIT = os.environ.get("WIJKSCHAKEL_MAP_CREDIT", "")
# Largest text, in megabytes, that an import reads.
IMPORT_MAX_MEGABYTES = int(os.environ.get("WIJKSCHAKEL_IMPORT_MAX_MB", "512"))
# Hosts inside the own network whose feeds may be read, as name or name:port.
FETCH_HOSTS = env_list("WIJKSCHAKEL_FETCH_HOSTS")
# Under which licence others may use what is public, and how often a network may ask per minute.
OPEN_DATA_LICENCE = os.environ.get(
    "WIJKSCHAKEL_LICENCE", "https://creativecommons.org/licenses/by/4.0/"
)
API_PER_MINUTE = int(os.environ.get("WIJKSCHAKEL_API_PER_MINUTE", "300"))
# The person to call when a page does not help; each district may name its own.
EXAMPLE_PHONE = "088 000 12 34"
HELP_PHONE = os.environ.get("WIJKSCHAKEL_HELP_PHONE") or EXAMPLE_PHONE
HELP_HOURS = os.environ.get("WIJKSCHAKEL_HELP_HOURS", "")
# Who hears of a hole in the security: an e-mail address or the address of a page.
SECURITY_CONTACT = os.environ.get("WIJKSCHAKEL_SECURITY_CONTACT", "").strip()

# Every letter goes through the outbox; OUTBOX_BACKEND is who takes it from there.
EMAIL_BACKEND = "wijkschakel.base.outbox_backend.OutboxBackend"
OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("WIJKSCHAKEL_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("WIJKSCHAKEL_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("WIJKSCHAKEL_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("WIJKSCHAKEL_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env_bool("WIJKSCHAKEL_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("WIJKSCHAKEL_MAIL_FROM", "Wijkschakel <noreply@localhost>")
if not EMAIL_HOST:
    # Without a mail server, mails are kept as files: nothing is lost.
    OUTBOX_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"

TILE_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(MAP_TILES)) if MAP_TILES else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, *([TILE_ORIGIN] if TILE_ORIGIN else [])],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
CSRF_FAILURE_VIEW = "wijkschakel.web.common.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_HANDLERS = [
    "wijkschakel.web.common.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
if PRODUCTION:
    SECURE_SSL_REDIRECT = env_bool("WIJKSCHAKEL_HTTPS_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "wijkschakel.base.logs.WithoutWords",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # What makes PDFs tells of every step.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
