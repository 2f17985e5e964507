from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "chibo.appraisal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.appraisal.actions.following_units import RatingsFollow
        from chibo.organisations.consequences import register

        register(RatingsFollow())
