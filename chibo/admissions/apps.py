from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "chibo.admissions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.admissions.actions.following_units import CasesFollow
        from chibo.organisations.consequences import register

        register(CasesFollow())
