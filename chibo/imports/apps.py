from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "chibo.imports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.imports.actions.following_units import ImportsFollow
        from chibo.organisations.consequences import register

        register(ImportsFollow())
