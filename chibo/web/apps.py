from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "chibo.web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.web import sign_in_notes

        sign_in_notes.connect()
