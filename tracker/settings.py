"""Settings of the project, read from the environment (see .env.example).

Without ``DATABASE_URL`` the embedded PostgreSQL in ``var/`` serves, as for a newcomer.
"""

from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tracker import embedded, logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()  # SECRET_KEY_FILE=/run/secrets/key works for every setting
env.read_env(BASE_DIR / ".env")

# A public server: HTTPS everywhere, and `tracker.serve` refuses what is not safe there.
PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
GIVEN_KEY = env.str("SECRET_KEY", default="").strip()
SECRET_KEY = GIVEN_KEY or embedded.secret_key(BASE_DIR / "var")
# Earlier keys: what they signed is still believed, nothing new is signed with them.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Lets pages of other sites read what is public.
CORS_ALLOW_ALL_ORIGINS = env.bool("CORS_ALLOW_ALL_ORIGINS", default=False)

INSTALLED_APPS = [
    "consortium",
    "tracker.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_countries",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "tracker.health.HealthMiddleware",
    "tracker.metrics.MetricsMiddleware",
    "consortium.api.request_id.RequestIdMiddleware",
    "tracker.reports.ReportMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "consortium.api.envelopes.EnvelopeMiddleware",
    "consortium.api.origins.OriginMiddleware",
    "consortium.api.snapshots.ConditionalGetMiddleware",
    "consortium.api.freshness.FreshnessMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "consortium.pages.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "consortium.accounts.gate.GateMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

EMBEDDED_DATABASE = "DATABASE_URL" not in env
if not EMBEDDED_DATABASE:
    DATABASES = {"default": env.db_url_config(env.str("DATABASE_URL").strip())}
else:
    DATABASES = {"default": embedded.ensure(BASE_DIR / "var")}
# The way to the same database past PgBouncer, for who listens (docs/operations.md).
DATABASE_LISTEN_URL = env.str("DATABASE_LISTEN_URL", default="").strip()
# Each thread keeps its connection, and asks before use whether it is still good. A pool
# of psycopg's would ask as often, and try a database that was away ever more rarely.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# Seconds: nobody waits longer for an answer, for other writers or for a lost client.
TIMEOUTS = {
    "statement_timeout": env.int("STATEMENT_TIMEOUT", default=30),
    "lock_timeout": env.int("LOCK_TIMEOUT", default=5),
    "idle_in_transaction_session_timeout": env.int("IDLE_TIMEOUT", default=60),
}
# Compiling the long plans of reading the past takes longer than running them.
SESSION = ["jit=off", *(f"{name}={seconds}s" for name, seconds in TIMEOUTS.items())]
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 2,
    "options": " ".join(f"-c {setting}" for setting in SESSION),
} | DATABASES["default"].get("OPTIONS", {})
# Streaming replicas, which answer what only reads while they are up to date.
for number, url in enumerate(env.list("DATABASE_REPLICA_URLS", default=[]), start=1):
    replica = env.db_url_config(url.strip())
    same = DATABASES["default"]["OPTIONS"]
    read_only = {"options": f"{same['options']} -c default_transaction_read_only=on"}
    replica["OPTIONS"] = same | read_only | replica.get("OPTIONS", {})
    DATABASES[f"replica{number}"] = (
        DATABASES["default"] | replica | {"TEST": {"MIRROR": "default"}}
    )
# Seconds behind the primary after which a replica is left out.
REPLICA_MAX_LAG = env.int("REPLICA_MAX_LAG", default=5)
if len(DATABASES) > 1:
    DATABASE_ROUTERS = ["tracker.replicas.Router"]
    MIDDLEWARE.append("tracker.replicas.ReplicaMiddleware")
# Whom `/.well-known/security.txt` names: mailto:, https: or tel:, separated by commas.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
# Who may see `/metrics`: who shows the token, who asks from one of the addresses.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="").strip()
METRICS_ADDRESSES = env.list("METRICS_ADDRESSES", default=[])
LOGGING = logs.configuration(readable=DEBUG)
# Of the server of production (`python -m tracker.serve`): requests that each worker
# answers at once, which is its number of connections to the database, and the seconds
# in which the body of a request must have come.
THREADS = env.int("THREADS", default=8)
BODY_WITHIN = env.int("BODY_WITHIN", default=25)
# Where pg_dump and pg_restore are; empty: wherever the system finds them.
POSTGRES_PROGRAMS = env.str(
    "POSTGRES_PROGRAMS",
    default=str(embedded.programs()) if EMBEDDED_DATABASE else "",
)
# Hours after which `/readyz` calls the newest backup late; 0 where others make them.
BACKUP_MAX_AGE = env.int("BACKUP_MAX_AGE", default=0)
BACKUP_ROOT = Path(env.str("BACKUP_ROOT", default=str(BASE_DIR / "var" / "backups")))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator"
    },
    {"NAME": "consortium.accounts.passwords.LocalWordsValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"

# Shared by all processes: how often somebody failed to sign in.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

# Staff need a second factor; a signed-in session of theirs ends unused after half an
# hour, and in any case after twelve.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=not DEBUG)
SESSION_IDLE = env.int("SESSION_IDLE", default=30 * 60)
SESSION_COOKIE_AGE = env.int("SESSION_AGE", default=12 * 60 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Without a mail server, who keeps accounts hands out one-time links.
MAILS = "EMAIL_URL" in env
if MAILS:
    vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="tracker@localhost")
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

ACCOUNT_ADAPTER = "consortium.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_SIGNUP_ENABLED = False  # who keeps accounts makes them
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = MAILS
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/15m/ip,5/15m/key"}
MFA_ADAPTER = "consortium.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are entered by who keeps accounts
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # or a passkey alone were one factor
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_TOLERANCE = 1  # one step late, as RFC 6238 allows
MFA_TOTP_ISSUER = "Investment tracker"

# Accounts of the organization's own directory, by OpenID Connect.
OIDC_SERVER = env.str("OIDC_SERVER", default="")
# Whether that directory asks for second factors itself.
OIDC_SECOND_FACTOR = env.bool("OIDC_SECOND_FACTOR", default=False)
SOCIALACCOUNT_ADAPTER = "consortium.accounts.directory.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "directory",
                "name": env.str("OIDC_NAME", default="OpenID Connect"),
                "client_id": env.str("OIDC_CLIENT", default=""),
                "secret": env.str("OIDC_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else [],
    }
}

KNOX_TOKEN_MODEL = "consortium.ApiToken"  # noqa: S105 (no secret)
MIGRATION_MODULES = {"knox": None}  # or there would be a table that nobody uses
REST_KNOX = {"TOKEN_PREFIX": "cit_", "AUTH_HEADER_PREFIX": "Bearer"}

# Where one person runs the newsroom, the author may accept and publish.
ONE_PERSON = env.bool("ONE_PERSON", default=False)

# The licence of the published data, by its SPDX identifier.
DATA_LICENSE = env.str("DATA_LICENSE", default="CC-BY-4.0")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS = [BASE_DIR / "consortium" / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "static_root")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "tracker.static.StaticFiles"
    },
}

PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CREATED_AT_FUNCTION = "written_at()"
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)
PGHISTORY_BASE_MODEL = "consortium.models.base.Event"
# Reading changes nothing: without GET, public pages need no session and can be cached.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Who signs in with the directory is sent there by a form.
        "form-action": [
            SELF,
            *(["/".join(OIDC_SERVER.split("/")[:3])] if OIDC_SERVER else []),
        ],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# The sites that may show charts in a frame, as the policy names them: https://example.org
EMBED_FRAME_ANCESTORS = env.list("EMBED_FRAME_ANCESTORS", default=[])
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

SECURE_REDIRECT_EXEMPT = [r"^api/"]  # its envelopes refuse plain HTTP: see there
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = env.int(
    "SECURE_HSTS_SECONDS", default=365 * 24 * 3600 if PRODUCTION else 0
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool(
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", default=PRODUCTION
)
# Whoever owns the whole domain decides on preloading, not one site of it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# The proxies (addresses or networks) whose word on callers and HTTPS is taken; what
# others say of that is dropped before Django sees it (tracker/gateway.py).
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
# Not in a cookie of their own: they name people and records.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if SECURE_COOKIES:  # browsers take such a name over HTTPS only, and from this host only
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "consortium.api.authentication.SessionAuthentication",
        "consortium.api.authentication.TokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["consortium.api.throttles.CallerThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "anonymous": env.str("THROTTLE_ANONYMOUS", default="120/min"),
        "known": env.str("THROTTLE_KNOWN", default="1200/min"),
    },
    "DEFAULT_RENDERER_CLASSES": ["consortium.api.rendering.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["consortium.api.filtering.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "consortium.api.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "consortium.api.schema.Schema",
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.NamespaceVersioning",
    "EXCEPTION_HANDLER": "consortium.api.errors.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Investment tracker",
    "DESCRIPTION": "Public investment programmes as sources report them: every figure "
    "with its qualifier, every record with its evidence.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "DEFAULT_GENERATOR_CLASS": "consortium.api.schema.Generator",
    "POSTPROCESSING_HOOKS": ["consortium.api.schema.complete"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none"},
}
CSRF_FAILURE_VIEW = "consortium.api.errors.csrf_failure"
