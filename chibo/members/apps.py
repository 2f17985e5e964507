from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "chibo.members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.members.actions.reorganising.dossiers import DossiersFollow
        from chibo.members.actions.reorganising.letters import LettersFollow
        from chibo.members.queries.linked_accounts import linked_accounts
        from chibo.organisations.consequences import register
        from chibo.organisations.queries.accounts import place_accounts

        register(LettersFollow())
        register(DossiersFollow())
        place_accounts(linked_accounts)
