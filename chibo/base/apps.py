from django.apps import AppConfig
from django.urls.converters import IntConverter
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    name = "chibo.base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("figures")
        # A key has 64 bits: more digits are no address, rather than a number SQLite cannot take.
        IntConverter.regex = "[0-9]{1,18}"
