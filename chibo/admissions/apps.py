from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "chibo.admissions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.admissions.actions.following_units.cases import CasesFollow
        from chibo.admissions.actions.following_units.courses import CoursesFollow
        from chibo.admissions.actions.following_units.targets import TargetsFollow
        from chibo.organisations.consequences import register

        for carrier in (CasesFollow(), TargetsFollow(), CoursesFollow()):
            register(carrier)
