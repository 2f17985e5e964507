"""The one settings file. Every setting a person can make is an environment variable named CHIBO_…"""

import os
from pathlib import Path

import dj_database_url

HOME = Path(os.environ.get("CHIBO_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
SECRET_KEY = os.environ.get("CHIBO_SECRET_KEY", "development-only")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]

INSTALLED_APPS = [
    "chibo.web",
    "chibo.reports",
    "chibo.imports",
    "chibo.admissions",
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
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "chibo.urls"
WSGI_APPLICATION = "chibo.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("CHIBO_DATABASE", f"sqlite:///{HOME / 'chibo.sqlite3'}")
    )
}
AUTH_USER_MODEL = "accounts.User"
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
STATIC_URL = "static/"
