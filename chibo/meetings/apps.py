from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "chibo.meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chibo.meetings.actions.circulations_follow import CirculationsFollow
        from chibo.meetings.actions.following_units import MeetingsFollow
        from chibo.meetings.actions.liaisons_follow import LiaisonsFollow
        from chibo.organisations.consequences import register

        register(CirculationsFollow())
        register(LiaisonsFollow())
        register(MeetingsFollow())
