"""The one settings file: what may differ between places comes from the environment."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from js_asset import static_lazy

from cinterfor import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
environment.read_file(VAR_DIR / "local.env")

DEBUG = environment.flag("DEBUG", False)
SECRET_KEY = environment.secret("SECRET_KEY")
#: The portal's one name, with its port where that is to be seen; and names whose readers are sent there.
CANONICAL_HOST = environment.host("CANONICAL_HOST")
REDIRECT_HOSTS = environment.redirecting_hosts("REDIRECT_HOSTS", CANONICAL_HOST)
OWN_HOSTS = [name for name in (CANONICAL_HOST.partition(":")[0], *REDIRECT_HOSTS) if name]
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ",".join(OWN_HOSTS) or None)
ALLOWED_HOSTS += [name for name in OWN_HOSTS if name not in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose forms it patches
    "cinterfor.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
    "django_filters",
    "django_prose_editor",
    "rest_framework",
    "drf_spectacular",
    "cinterfor",
    "cinterfor.publishing",
    "cinterfor.former",
    "cinterfor.desk",
    "cinterfor.history",
    "cinterfor.verification",
    "cinterfor.exchange",
    "cinterfor.duplicates",
    "cinterfor.search",
    "cinterfor.images",
    "cinterfor.renditions",
    "cinterfor.formats",
    "cinterfor.api",
    "cinterfor.linked",
    "cinterfor.opendata",
    "cinterfor.pictures",
    "cinterfor.activity",
    "cinterfor.comparing",
    "cinterfor.watch",
    "cinterfor.translations",
    "cinterfor.links",
    "cinterfor.quality",
    "cinterfor.backup",
    "cinterfor.announcing",
    "network",
    "knowledge",
    "agreements",
    "cinterfor.requests",
]

MIDDLEWARE = [
    "cinterfor.former.hosts.canonical_host",  # before the redirect to HTTPS: one hop for both
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cinterfor.api.middleware.open_to_programs",
    "django.middleware.http.ConditionalGetMiddleware",
    "cinterfor.middleware.public_caching",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cinterfor.translations.reloading.present_texts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "cinterfor.middleware.well_formed_requests",
    "cinterfor.middleware.known_addresses",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "cinterfor.urls"
WSGI_APPLICATION = "cinterfor.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "cinterfor.context.navigation",
                # These two read the session only where a template prints them, as the admin's do.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "cinterfor.templatetags.linked",
                "cinterfor.templatetags.portal",
                "cinterfor.templatetags.pictures",
            ],
        },
    }
]

# The database: DATABASE_URL as given, or the embedded server where var/local.env allows it.
DATABASE_URL = environment.postgresql_address("DATABASE_URL")
if not DATABASE_URL:
    if not environment.flag("EMBEDDED_POSTGRES", False):
        raise ImproperlyConfigured(
            "The environment variable DATABASE_URL is missing. README.md says what it holds."
        )
    from cinterfor.postgres.cluster import database_url

    DATABASE_URL = database_url(VAR_DIR / "postgres")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
CONNECTION = DATABASES["default"].setdefault("OPTIONS", {})
# To compile a long search takes PostgreSQL seconds, to run it milliseconds.
CONNECTION.setdefault("options", "-c jit=off")
POOL_SIZE = environment.integer("DATABASE_POOL_SIZE", 8)
if POOL_SIZE:
    CONNECTION["pool"] = {"min_size": 1, "max_size": POOL_SIZE}
# Rendered pictures are kept by their content, so that each is made once; the folder may be emptied.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": environment.text("PICTURES_ROOT", str(VAR_DIR / "pictures")),
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Languages are columns of the database: a constant, never configuration. CONTRIBUTING.md adds one.
LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("pt", _("Portuguese")), ("en", _("English"))]
# Texts of the interface that translators have changed here stand, one by one, over those of the release.
LOCALE_OVERRIDES = Path(environment.text("LOCALE_OVERRIDES", str(VAR_DIR / "locale")))
LOCALE_PATHS = [LOCALE_OVERRIDES, BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cinterfor.translations.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "America/Montevideo"
MODELTRANSLATION_DEFAULT_LANGUAGE = "es"
MODELTRANSLATION_LANGUAGES = tuple(code for code, name in LANGUAGES)
# All languages in each order, so that no page is blank; one named twice counts where it stands first.
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": ("es", "en", *MODELTRANSLATION_LANGUAGES),
    "es": MODELTRANSLATION_LANGUAGES,
}
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("cinterfor/js/record-links.js"), static_lazy("cinterfor/js/text-editor.js")],
        "extensions": {
            "Link": "django_prose_editor.config.process_link",
            "CleanPaste": "django_prose_editor.config.html_tags",
            "ButtonNames": "django_prose_editor.config.html_tags",
        },
    }
]
JQUERY_UI_URL = "vendor/jquery-ui-1.14.2/jquery-ui.min.js"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/files/"
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(VAR_DIR / "files")))
SENDFILE_PREFIX = environment.text("SENDFILE_PREFIX", "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "cinterfor.publishing.receiving.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "cinterfor.api.operations.Described"}
SPECTACULAR_SETTINGS = {
    "TITLE": "ILO/Cinterfor",
    "DESCRIPTION": _("The public records of the ILO/Cinterfor knowledge network, read only."),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": True,
    "SERVE_AUTHENTICATION": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["cinterfor.api.components.add_components"],
    # The description lists what can be filtered by, which only the database knows; checks have none.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}

# Mail is optional: without a server it goes to the log.
EMAIL_HOST = environment.text("EMAIL_HOST", "")
EMAIL_BACKEND = "django.core.mail.backends." + ("smtp" if EMAIL_HOST else "console") + ".EmailBackend"
# Or into files of a folder, to look at what would be sent.
if EMAIL_FILE_PATH := environment.text("EMAIL_FOLDER", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_PORT = environment.integer("EMAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "portal@localhost")
REPORTS_EMAIL = environment.words("REPORTS_EMAIL", "")
OPERATORS_EMAIL = environment.words("OPERATORS_EMAIL", "")
# Who is told which agreements end soon, and in which language; without them those of REPORTS_EMAIL.
AGREEMENTS_EMAIL = environment.words("AGREEMENTS_EMAIL", "")
AGREEMENTS_EMAIL_LANGUAGE = environment.choice(
    "AGREEMENTS_EMAIL_LANGUAGE", LANGUAGE_CODE, MODELTRANSLATION_LANGUAGES
)

# Requests: after how many days without a step one is overdue; how many months who asked remains known.
REQUESTS_OVERDUE_DAYS = environment.integer("REQUESTS_OVERDUE_DAYS", 10, least=1)
REQUESTS_KEPT_MONTHS = environment.integer("REQUESTS_KEPT_MONTHS", 24, least=1)

# How long a shared link to what is not public yet works.
PREVIEW_DAYS = environment.integer("PREVIEW_DAYS", 14)

# The nightly backup of `manage.py daily`; without a folder there is none.
BACKUP_FOLDER = environment.text("BACKUP_FOLDER", "")
BACKUP_KEEP = environment.integer("BACKUP_KEEP", 30, least=1)

# All public data as files to take away: where `manage.py daily` writes them, and how many stay there.
DUMPS_FOLDER = Path(environment.text("DUMPS_FOLDER", str(VAR_DIR / "dumps")))
DUMPS_KEPT = environment.integer("DUMPS_KEPT", 14, least=1)

# The link checker asks public hosts only; tests have none.
LINKS_TO_PRIVATE_HOSTS = False

# Security
HTTPS = environment.flag("HTTPS", True)
# Where the portal is, for whatever no request tells: links in mails, identifiers of records.
PORTAL_ADDRESS = f"http{'s' if HTTPS else ''}://{CANONICAL_HOST or ''.join(ALLOWED_HOSTS[:1]).lstrip('.')}"
BEHIND_PROXY = environment.flag("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "cinterfor.views.csrf_failure"
LOGIN_REDIRECT_URL = "admin:index"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
