from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "chibo.assignments"
    default_auto_field = "django.db.models.BigAutoField"
