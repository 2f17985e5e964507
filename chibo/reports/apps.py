from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "chibo.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.organisations.consequences import register
        from chibo.reports.queries.ending import ReportsStay

        register(ReportsStay())
