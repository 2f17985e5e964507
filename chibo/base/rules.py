"""How an action asks for permission, and how it says no."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _


class Refusal(Exception):
    """A request that cannot be carried out; its text is a Vietnamese sentence for the person who asked."""

    @property
    def sentence(self) -> str:
        return str(self)


class NotAllowed(Refusal):
    """The person has no duty that lets them do this here."""


def require(by: Any, rule: Callable[..., bool], *things: Any) -> None:
    """Raise NotAllowed unless `rule(by, *things)` holds."""
    if not rule(by, *things):
        raise NotAllowed(
            _(
                "Đồng chí không có quyền làm việc này. Liên hệ văn phòng đảng ủy để được giao nhiệm vụ."
            )
        )


def check_has_come(days: Iterable[date], advice: str) -> None:
    """Raise Refusal when one of the days still lies ahead: the books say what is, not what is planned.

    `advice` is the end of the sentence, in small letters: what to do instead.
    """
    last = max(days, default=None)
    if last is not None and last > timezone.localdate():
        raise Refusal(
            _("Ngày {day} chưa tới; {advice}.").format(day=last.strftime("%d/%m/%Y"), advice=advice)
        )
