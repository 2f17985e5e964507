from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "chibo.members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.members.actions.reorganising.dossiers import DossiersFollow
        from chibo.members.actions.reorganising.letters import LettersFollow
        from chibo.members.queries.linked_accounts import linked_accounts
        from chibo.members.queries.reach import keys_of_own_files
        from chibo.organisations.consequences import register
        from chibo.organisations.queries.accounts import place_accounts
        from chibo.organisations.queries.reach import read_along

        register(LettersFollow())
        register(DossiersFollow())
        place_accounts(linked_accounts)
        read_along("own_files", keys_of_own_files)
