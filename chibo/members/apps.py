from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "chibo.members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.members.actions.reorganising.dossiers import DossiersFollow
        from chibo.members.actions.reorganising.letters import LettersFollow
        from chibo.organisations.consequences import register

        register(LettersFollow())
        register(DossiersFollow())
