from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "chibo.study"
    default_auto_field = "django.db.models.BigAutoField"
