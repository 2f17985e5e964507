from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "chibo.assignments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.assignments.actions.following_units import WorkFollows
        from chibo.organisations.consequences import register

        register(WorkFollows())
