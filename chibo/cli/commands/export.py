"""`chibo export`: everything about a branch as one workbook."""

from datetime import date
from pathlib import Path

import click

from chibo.cli.acting import acting_user, as_option
from chibo.cli.asking import CalledWrongly, Day, org_option, the_organisation
from chibo.cli.commands.import_ import allowed
from chibo.cli.frame import with_database, with_django


@with_django
def _describe(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    from chibo.imports.workbook.documentation import as_markdown

    if wanted:
        click.echo(as_markdown(), nl=False)
        ctx.exit()


@click.command(
    help="Xuất mọi dữ liệu về một tổ chức đảng và các đơn vị trực thuộc ra một sổ dữ liệu .xlsx; "
    "chibo import nhập sổ đó vào nơi chưa có dữ liệu."
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
    from chibo.imports.actions.workbook import export_workbook

    if out.suffix.lower() != ".xlsx":
        raise CalledWrongly(f"Tên tệp “{out.name}” phải có đuôi .xlsx.")
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
    if export.masked:
        click.echo(f"Đã che số định danh của {export.masked} người.", err=True)
