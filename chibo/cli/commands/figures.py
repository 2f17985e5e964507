"""`chibo figures`: what a branch counts, on a day or over a period, as data."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from chibo.cli.asking import (
    CalledWrongly,
    Day,
    org_option,
    period_from,
    period_options,
    refusals_are_wrong_calls,
    refuse_days_ahead,
    the_organisation,
)
from chibo.cli.frame import examples, show, with_database, with_django

if TYPE_CHECKING:
    from chibo.base.figures import Figure, Reading, Rounding, Scope
    from chibo.base.periods import Period

COLUMNS = ("id", "key", "label", "value", "base", "percent", "unit", "reason")


@with_django
def _list(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    from chibo.base.figures import all_figures

    if wanted:
        show([{"id": one.id, "label": str(one.label)} for one in all_figures()], "text")
        ctx.exit()


@click.command(
    help="In số liệu của một tổ chức đảng và các đơn vị trực thuộc. Số tại một ngày: --to hoặc --as-of; "
    "số trong kỳ: --from và --to, hoặc --ky.",
    epilog=examples(
        "chibo figures --list",
        'chibo figures --org "xã Mường Sang" --to 30/06/2018',
        'chibo figures --org "xã Mường Sang" --ky 2018-H1 --figure admitted --format json',
        'chibo figures --org "xã Mường Sang" --figure members --by sex',
        'chibo figures --org "xã Mường Sang" --figure members_by_ethnicity --key Thái',
    ),
)
@org_option
@period_options
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="In tên mọi số liệu.",
)
@click.option("--as-of", "as_of", type=Day(), metavar="NGÀY", help="Ngày xem; mặc định cuối kỳ.")
@click.option("--figure", "name", metavar="SỐ_LIỆU", help="Chỉ in số liệu này; mặc định in hết.")
@click.option("--by", "dimension", metavar="CHIỀU", help="Chia theo: child, sex, ethnicity…")
@click.option("--key", "key", default="", metavar="KHÓA", help="Một giá trị của số liệu có khóa.")
@click.option(
    "--decimals",
    type=click.IntRange(0, 6),
    metavar="SỐ",
    help="Số chữ số thập phân của tỷ lệ, 0 đến 6.",
)
@click.option(
    "--rounding", type=click.Choice(["half_up", "truncate"]), help="Làm tròn hay cắt bớt tỷ lệ."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Cách in kết quả.",
)
@with_database
def command(
    *,
    organisation: str,
    first: date | None,
    last: date | None,
    code: str | None,
    as_of: date | None,
    name: str | None,
    dimension: str | None,
    key: str,
    decimals: int | None,
    rounding: Any,
    form: str,
) -> None:
    period = period_from(first, last, code)
    with refusals_are_wrong_calls():
        scope = _scope(organisation, period, as_of or (None if period else last))
        chosen = _rounding(scope.as_of, decimals, rounding)
        readings = list(_readings(scope.keyed(key), name, dimension, chosen))
    rows = [reading.as_data() for reading in readings]
    show(rows if form == "json" else _table(rows), form)


def _scope(organisation: str, period: "Period | None", day: date | None) -> "Scope":
    from django.utils import timezone

    from chibo.base.figures import Scope
    from chibo.organisations.queries.tree import branch

    today = timezone.localdate()
    # A period under way is asked about as it stands today.
    on = day or (min(period.last, today) if period else today)
    refuse_days_ahead(max(on, period.first) if period else on)
    return Scope(branch(the_organisation(organisation), on), on, period)


def _rounding(on: date, decimals: int | None, mode: Any) -> "Rounding":
    from dataclasses import replace

    from chibo.reports.queries.rounding import rounding_on

    usual = rounding_on(on)
    return replace(
        usual,
        decimals=usual.decimals if decimals is None else decimals,
        mode=mode or usual.mode,
    )


def _readings(
    scope: "Scope", name: str | None, dimension: str | None, rounding: "Rounding"
) -> "Iterator[Reading]":
    """The one figure asked for, or all that can answer: keyed ones only when a key is given."""
    from chibo.base.figures import all_figures, figure

    chosen = [figure(name)] if name else [one for one in all_figures() if _answers(one, scope)]
    if dimension and not name:
        raise CalledWrongly("Chia theo chiều nào cũng cần một số liệu: thêm --figure.")
    for one in chosen:
        if one.takes == "period" and scope.period is None:
            raise CalledWrongly(
                f"Số liệu “{one.id}” tính trong một kỳ: thêm --from và --to, hoặc --ky 2018-H1."
            )
        yield from _read(one, scope, dimension, rounding)


def _answers(one: "Figure", scope: "Scope") -> bool:
    if one.takes == "period" and scope.period is None:
        return False
    if scope.key:
        # Figures that take any words as their key list none: they are asked for by name.
        return one.keys is not None and scope.key in tuple(one.keys(scope.as_of))
    return not one.key_needed


def _read(
    one: "Figure", scope: "Scope", dimension: str | None, rounding: "Rounding"
) -> "list[Reading]":
    from chibo.base.figures import read, read_by

    if not dimension:
        return [read(one, scope, rounding)]
    one.check_key(scope.key, scope.as_of)
    return read_by(one, dimension, scope, rounding)


def _table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    heads = {name: name for name in COLUMNS}
    return [heads, *({name: row[name] for name in COLUMNS} for row in rows)]
