from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "chibo.study"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.organisations.consequences import register
        from chibo.study.actions.following_units import StudiesFollow

        register(StudiesFollow())
