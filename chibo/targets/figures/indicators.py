"""A socio-economic indicator as the number last told of a place."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Figure, Scope, Sum, UnlessAny, register
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.indicators import latest


def _told(scope: Scope) -> QuerySet[Any]:
    return latest(scope.branch, scope.key, scope.as_of)


def _not_told(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa ghi chỉ số “{label}”.").format(
        name=scope.branch.name, label=_keys(scope.as_of).get(scope.key, scope.key)
    )


class _Labels(Mapping[str, str]):
    """Code → label; a shipped one costs no question."""

    def __init__(self) -> None:
        self.named = indicators()

    def __getitem__(self, code: str) -> str:
        return self.named[code].label

    def __iter__(self) -> Iterator[str]:
        return iter(self.named)

    def __len__(self) -> int:
        return len(self.named)


def _keys(_on: date) -> Mapping[str, str]:
    return _Labels()


def _unit(scope: Scope) -> str:
    one = indicators().get(scope.key)
    return one.unit if one else ""


register(
    Figure(
        id="indicator",
        label=_("Chỉ số kinh tế - xã hội"),
        unit=_("theo chỉ số"),
        unit_by_key=_unit,
        definition=_(
            "Giá trị của năm gần nhất đã công bố đến ngày xem, của chính đơn vị, kèm nguồn; không cộng từ đơn vị "
            "dưới. Khóa là chỉ số."
        ),
        takes="date",
        lists="indicator_values",
        rows=Sum(_told, "value", places=3),
        unknown=UnlessAny(_told, _not_told),
        keys=_keys,
        key_needed=True,
    )
)
