"""`chibo export`: everything about a branch as one workbook."""

from datetime import date
from pathlib import Path

import click

from chibo.cli.acting import acting_user, as_option
from chibo.cli.asking import CalledWrongly, Day, org_option, refuse_days_ahead, the_organisation
from chibo.cli.commands.import_ import allowed
from chibo.cli.frame import examples, with_database, with_django


@with_django
def _describe(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    from chibo.imports.workbook.documentation import as_markdown

    if wanted:
        click.echo(as_markdown(), nl=False)
        ctx.exit()


@click.command(
    help="Xuất mọi dữ liệu về một tổ chức đảng và các đơn vị trực thuộc ra một sổ dữ liệu .xlsx; "
    "chibo import nhập sổ đó vào nơi chưa có dữ liệu.",
    epilog=examples(
        'chibo export --org "xã Mường Sang" --out muong-sang.xlsx',
        "chibo export --org 14119004000000 --as-of 30/06/2018 --out so.xlsx",
    ),
)
@org_option
@click.option(
    "--out",
    "out",
    required=True,
    metavar="TỆP",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp .xlsx để ghi ra.",
)
@click.option(
    "--as-of",
    "as_of",
    type=Day(),
    metavar="NGÀY",
    help="Chỉ những gì đã có đến ngày này; mặc định toàn bộ.",
)
@click.option(
    "--describe",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_describe,
    help="In mô tả các trang và cột của sổ (Markdown).",
)
@as_option
@with_database
def command(organisation: str, out: Path, as_of: date | None, acting_as: str) -> None:
    from chibo.cli.installation import require_the_right_key
    from chibo.imports.actions.workbook import export_workbook
    from chibo.imports.workbook.export import left_out

    require_the_right_key()
    if out.suffix.lower() != ".xlsx":
        raise CalledWrongly(f"Tên tệp “{out.name}” phải có đuôi .xlsx.")
    if not out.parent.is_dir():
        raise CalledWrongly(f"Không có thư mục “{out.parent}” để ghi tệp.")
    if as_of:
        refuse_days_ahead(as_of)
    where = the_organisation(organisation)
    with allowed(acting_user(acting_as), where) as by:
        export = export_workbook(where, as_of, by=by)
    try:
        out.write_bytes(export.content)
    except OSError as error:
        raise click.ClickException(
            f"Không ghi được tệp {out}: kiểm tra thư mục và quyền ghi."
        ) from error
    click.echo(f"Đã ghi {out}: {export.people} người.")
    click.echo(f"Không có trong sổ: {left_out()}", err=True)
    if export.masked:
        click.echo(f"Đã che số định danh của {export.masked} người.", err=True)
