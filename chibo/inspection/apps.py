from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "chibo.inspection"
    default_auto_field = "django.db.models.BigAutoField"
