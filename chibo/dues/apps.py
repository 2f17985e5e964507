from django.apps import AppConfig


class DuesConfig(AppConfig):
    name = "chibo.dues"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.dues.actions.following_units import FundsFollow
        from chibo.dues.queries.arrears import UNPAID
        from chibo.dues.rules.handed_over import check_money_is_there
        from chibo.members.queries.evidence import register_evidence
        from chibo.organisations.consequences import register, register_undo_check

        register_evidence(UNPAID)
        register(FundsFollow())
        register_undo_check(check_money_is_there)
