from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "chibo.targets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.organisations.consequences import register
        from chibo.targets.actions.following_units import AimsFollow

        register(AimsFollow())
