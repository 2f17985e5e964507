"""The one settings file.

Every setting a person can make is an environment variable CHIBO_…, read here by a typed reader
(chibo/base/environment.py) and explained in docs/operate/settings.md. A wrong value or an unknown name
stops the start.
"""

import base64
from datetime import timedelta

import dj_database_url
from csp.constants import NONE, SELF

from chibo.base.environment import (
    env_address,
    env_bool,
    env_hosts,
    env_int,
    env_path,
    env_str,
    env_url,
    refuse_unknown_names,
)
from chibo.base.home import default_home, folder, key

# ------------------------------------------------------------------ folders and keys

HOME = folder(env_path("CHIBO_HOME", default_home()))
KEYS = folder(env_path("CHIBO_KEYS", HOME / "keys"))
FILES = folder(HOME / "files")
SQLITE_FILE = HOME / "chibo.sqlite3"

SECRET_KEY = base64.urlsafe_b64encode(key(KEYS / "secret.key")).decode()
DATA_KEY = key(KEYS / "data.key", lost_if=SQLITE_FILE.exists())
# Opens the files in which phones hand over meetings they could not send (chibo/base/sealing.py).
RECORDING_KEY = key(KEYS / "recording.key")
# Signs and opens what organisations hand in by files carried by hand (chibo/base/envelopes.py).
CARRYING_KEY = key(KEYS / "carrying.key")

# ------------------------------------------------------------------ server

DEBUG = env_bool("CHIBO_DEBUG", False)
ALLOWED_HOSTS = env_hosts("CHIBO_HOSTS", "127.0.0.1,localhost")
HTTPS = env_bool("CHIBO_HTTPS", False)
# Where people call this installation, for what leaves the screen: codes on paper, calendars.
ADDRESS = env_address("CHIBO_ADDRESS")
TRUST_PROXY = env_bool("CHIBO_TRUST_PROXY", False)
THREADS = env_int("CHIBO_THREADS", 8, least=1, most=64)
ROOT_URLCONF = "chibo.urls"
APPEND_SLASH = False  # addresses end without one; else each is looked up twice
WSGI_APPLICATION = "chibo.wsgi.application"
# Meetings recorded on a phone without network: off until the security officer of the place agrees.
OFFLINE_RECORDING = env_bool("CHIBO_OFFLINE_RECORDING", False)
# Rounds by which a PIN becomes the key on the phone; fewer only for tests.
OFFLINE_PIN_ROUNDS = env_int("CHIBO_OFFLINE_PIN_ROUNDS", 600_000, least=1_000, most=10_000_000)
# Programs that read and send with a token (chibo/api): off until the place allows it.
PUBLIC_API = env_bool("CHIBO_API", False)
# What answers them is loaded only where it is open: 10 MB of every worker (chibo/api/urls.py).
LOAD_API = PUBLIC_API
API_DAYS = env_int("CHIBO_API_DAYS", 90, least=1, most=366)
API_PER_MINUTE = env_int("CHIBO_API_PER_MINUTE", 60, least=1, most=10_000)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # ticking a whole commune's members in one form
FILE_UPLOAD_PERMISSIONS = 0o600
PHOTO_MB = env_int("CHIBO_PHOTO_MB", 10, least=1, most=50)
MEDIA_ROOT = FILES

INSTALLED_APPS = [
    "chibo.web",
    "chibo.api",
    "chibo.reports",
    "chibo.cleaning",
    "chibo.imports",
    "chibo.consolidation",
    "chibo.appraisal",
    "chibo.admissions",
    "chibo.meetings",
    "chibo.study",
    "chibo.inspection",
    "chibo.targets",
    "chibo.dues",
    "chibo.assignments",
    "chibo.members",
    "chibo.documents",
    "chibo.organisations",
    "chibo.audit",
    "chibo.accounts",
    "chibo.rulebook",
    "chibo.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "chibo.accounts.middleware.SecureHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "chibo.accounts.middleware.SessionLimits",
    "chibo.accounts.middleware.OwnPasswordFirst",
    "chibo.web.middleware.FromTheScreen",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["chibo.base.templatetags.icons", "chibo.base.templatetags.numbers"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "chibo.web.shell.shell",
            ],
        },
    },
]

# ------------------------------------------------------------------ database

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database() -> dict[str, object]:
    """SQLite on one machine, PostgreSQL for an office; see docs/operate/settings.md."""
    url = env_url(
        "CHIBO_DATABASE",
        f"sqlite:///{SQLITE_FILE.as_posix()}",
        schemes=("sqlite", "postgresql", "postgres"),
    )
    pool = env_int("CHIBO_DATABASE_POOL", 0, least=0, most=200)
    parsed: dict[str, object] = dict(dj_database_url.parse(url))
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE takes the write lock at the start: a transaction that reads and then writes
        # waits its turn instead of failing half way when twenty people save at once.
        parsed["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
        return parsed
    # Questions here are long and quickly answered: PostgreSQL would compile one longer than it runs.
    options: dict[str, object] = {"options": "-c jit=off"}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool}
    else:
        parsed["CONN_MAX_AGE"] = 60
        parsed["CONN_HEALTH_CHECKS"] = True
    parsed["OPTIONS"] = options | dict(dj_database_url.parse(url).get("OPTIONS", {}))
    return parsed


DATABASES = {"default": database()}

# ------------------------------------------------------------------ people and sessions

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "chibo.accounts.validators.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

IDLE_LOCK = timedelta(minutes=env_int("CHIBO_IDLE_MINUTES", 30, least=1, most=480))
SESSION_LENGTH = timedelta(hours=env_int("CHIBO_SESSION_HOURS", 12, least=1, most=168))
SESSION_COOKIE_AGE = int(SESSION_LENGTH.total_seconds())
SESSION_COOKIE_NAME = "chibo_phien"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "chibo_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS

ACCOUNT_ADAPTER = "chibo.accounts.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "chibo.accounts.forms.SignInForm",
    "change_password": "chibo.accounts.forms.OwnPasswordForm",
    "reauthenticate": "chibo.accounts.forms.ConfirmPasswordForm",
}
# For codes of the second factor alone: passwords are counted by axes, in the database.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "chibo.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "chibo.accounts.forms.CodeForm",
    "reauthenticate": "chibo.accounts.forms.ConfirmCodeForm",
    "activate_totp": "chibo.accounts.forms.TurnOnSecondFactorForm",
}
MFA_TOTP_ISSUER = "Chi Bộ"
# A phone whose clock is half a minute off, or a slow hand, is still let in; a code used once is not taken again.
MFA_TOTP_TOLERANCE = 1

AXES_FAILURE_LIMIT = env_int("CHIBO_SIGN_IN_TRIES", 5, least=3, most=50)
AXES_COOLOFF_TIME = timedelta(minutes=15)
# By name and address together: one stranger cannot shut a whole office out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_USERNAME_CALLABLE = "chibo.accounts.addresses.attempted_name"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "password"]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "chibo.accounts.addresses.client_address"

# ------------------------------------------------------------------ headers

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ------------------------------------------------------------------ words, files, log

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = folder(HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masked": {
            "()": "chibo.base.logs.MaskedFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {
        "handlers": ["console"],
        "level": env_str(
            "CHIBO_LOG_LEVEL", "WARNING", choices=("DEBUG", "INFO", "WARNING", "ERROR")
        ),
    },
    "loggers": {
        "django": {"handlers": ["console"], "propagate": False},
        "axes": {"level": "ERROR"},  # its lines name people and addresses; the table has them
    },
}

env_str("CHIBO_TEST_DATABASE", "sqlite", choices=("sqlite", "postgresql"))
env_str("CHIBO_TEST_HOME", "")
refuse_unknown_names()
