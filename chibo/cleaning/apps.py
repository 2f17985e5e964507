from django.apps import AppConfig


class CleaningConfig(AppConfig):
    name = "chibo.cleaning"
    default_auto_field = "django.db.models.BigAutoField"
