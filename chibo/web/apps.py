from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "chibo.web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.organisations.listing import lay_out
        from chibo.web import sign_in_notes
        from chibo.web.queries.number import LAYOUTS

        lay_out(LAYOUTS)
        sign_in_notes.connect()
