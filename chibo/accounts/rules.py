"""What an account itself allows. Who may manage accounts is a duty, decided in organisations."""

from chibo.accounts.models import User


def may_change_own(user: User, owner: User) -> bool:
    return user.pk == owner.pk
