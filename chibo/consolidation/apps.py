from django.apps import AppConfig


class ConsolidationConfig(AppConfig):
    name = "chibo.consolidation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.consolidation.actions.following_units import PlansFollow
        from chibo.organisations.consequences import register

        register(PlansFollow())
