"""`chibo import`: a list of members read, rehearsed and, with --apply, written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chibo.cli.acting import acting_user, as_option
from chibo.cli.asking import CalledWrongly, Day, the_organisation
from chibo.cli.frame import examples, format_option, show, with_database
from chibo.cli.workbook import bring_in, is_workbook

if TYPE_CHECKING:
    from chibo.accounts.models import User
    from chibo.imports.models import FileImport, SavedMapping
    from chibo.imports.rules.problems import Answers, Problem
    from chibo.imports.rules.rehearsal import Rehearsal
    from chibo.organisations.models import Organisation


@click.command(
    help="Nhập danh sách đảng viên từ TỆP (.xlsx, .xls, .csv), hoặc một sổ dữ liệu do chibo export xuất. "
    "Không có --apply thì chỉ chạy thử: in các vấn đề theo dòng và cột, không ghi gì vào sổ. "
    "Mã thoát 1 khi còn dòng lỗi.",
    epilog=examples(
        'chibo import danh-sach.xlsx --org "xã Mường Sang"',
        'chibo import danh-sach.xlsx --org "xã Mường Sang" --new-cells --agree --apply',
        "chibo import so-du-lieu.xlsx --apply",
    ),
)
@click.argument("path", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--org",
    "organisation",
    metavar="MÃ_HOẶC_TÊN",
    help="Nhập vào tổ chức đảng nào: mã 14 số hoặc tên. Sổ dữ liệu tự ghi nơi của mình.",
)
@click.option(
    "--sheet", metavar="TRANG", default="", help="Trang tính cần đọc, khi tệp có nhiều danh sách."
)
@click.option("--mapping", metavar="TÊN", help="Kiểu ghép cột đã lưu; mặc định tự nhận.")
@click.option(
    "--books-from",
    type=Day(),
    metavar="NGÀY",
    help="Sổ bắt đầu; mặc định như sổ đã có của đơn vị, chưa có thì 01/01 của năm tính đến.",
)
@click.option(
    "--as-of", type=Day(), metavar="NGÀY", help="Danh sách tính đến ngày; mặc định hôm nay."
)
@click.option("--reported", type=click.IntRange(0), metavar="SỐ", help="Số đảng viên đã báo cáo.")
@click.option("--new-cells", is_flag=True, help="Lập chi bộ có tên trong tệp mà chưa có trong cây.")
@click.option(
    "--agree", is_flag=True, help="Đồng ý cách xử lý đề nghị cho các câu hỏi chung cả tệp."
)
@click.option(
    "--known",
    type=click.Choice(["skip", "fill"]),
    help="Người đã có hồ sơ, trùng số và họ tên: skip giữ hồ sơ đã có, fill bổ sung ô còn trống.",
)
@click.option("--apply", "write", is_flag=True, help="Ghi các dòng không lỗi; dòng lỗi để lại chờ.")
@format_option
@as_option
@with_database
def command(
    *,
    path: Path,
    organisation: str | None,
    sheet: str,
    mapping: str | None,
    books_from: date | None,
    as_of: date | None,
    reported: int | None,
    new_cells: bool,
    agree: bool,
    known: str | None,
    write: bool,
    form: str,
    acting_as: str,
) -> None:
    from chibo.cli.installation import require_the_right_key

    require_the_right_key()
    if is_workbook(path):
        bring_in(path, form, acting_as, write=write)
        return
    if organisation is None:
        raise CalledWrongly("Thiếu --org: danh sách nhập vào tổ chức đảng nào?")
    where = the_organisation(organisation)
    with allowed(acting_user(acting_as), where) as by:
        of = sent(path, where, by, mapping, books_from, as_of, reported, sheet)
        said = Said(new_cells, agree, known)
        found, written = worked_through(of, by, said, write=write)
    warn_of_late_books(of)
    tell(of, found, written, form)
    if any(found.counts()[state] for state in ("error", "undecided")):
        raise SystemExit(1)


@dataclass(frozen=True)
class Said:
    """What the command answers beforehand to questions put once for the whole file."""

    new_cells: bool
    agree: bool
    known: str | None

    def answer(self, problem: "Problem") -> str:
        """ "" where the command says nothing."""
        from chibo.imports.rules.problems import FOUND_NEW

        may_found = any(choice == FOUND_NEW for choice, _label in problem.choices)
        if problem.field == "cell" and may_found and self.new_cells:
            return FOUND_NEW
        if problem.group.startswith("there:") and self.known:
            return self.known
        return problem.chosen if problem.group and self.agree else ""


def worked_through(
    of: "FileImport", by: "User", said: Said, *, write: bool
) -> tuple["Rehearsal", int]:
    """What the rehearsal found, and how many rows were written."""
    from chibo.imports.actions.applying import apply_import
    from chibo.imports.actions.mapping import run_rehearsal

    answers = answers_so_far(of)
    found = run_rehearsal(of, answers, by=by)
    told = {one.group: answer for one in found.problems() if (answer := said.answer(one))}
    if told:
        answers.groups = told | answers.groups
        found = run_rehearsal(of, answers, by=by)
    return found, apply_import(of, answers, by=by) if write and found.ready else 0


@contextmanager
def allowed(by: "User", where: "Organisation") -> "Iterator[User]":
    """An administrator without the office's duty takes it for the length of the import: the journal says so."""
    from django.utils import timezone

    from chibo.accounts.models import User
    from chibo.imports.rules.access import may_bring_in
    from chibo.organisations.actions.duties import end_duty, give_duty
    from chibo.organisations.models import Role
    from chibo.organisations.queries.tree import branch
    from chibo.organisations.rules import may_give_duty

    today = timezone.localdate()
    if may_bring_in(by, where) or not may_give_duty(by, branch(where, today)):
        yield by
        return
    duty = give_duty(by, Role.OFFICE, where, today, by=by)
    try:
        yield User.objects.get(pk=by.pk)
    finally:
        end_duty(duty, today, by=User.objects.get(pk=by.pk), reason="Nhập xong từ dòng lệnh")


def sent(
    path: Path,
    where: "Organisation",
    by: "User",
    mapping: str | None,
    books_from: date | None,
    as_of: date | None,
    reported: int | None,
    sheet: str,
) -> "FileImport":
    """The import of this file: the earlier one when the very file was sent before."""
    from django.utils import timezone

    from chibo.base.sheets.limits import MAX_FILE_BYTES
    from chibo.imports.actions.uploading import NewFile, SameFile, upload_file

    with path.open("rb") as file:
        content = file.read(MAX_FILE_BYTES + 1)
    new = NewFile(path.name, content, as_of or timezone.localdate(), books_from, reported, sheet)
    try:
        return upload_file(new, where, by=by, mapping=the_mapping(where, mapping))
    except SameFile as same:
        return taken_up(same.before, by, as_of, books_from, reported)


def taken_up(
    of: "FileImport",
    by: "User",
    as_of: date | None,
    books_from: date | None,
    reported: int | None,
) -> "FileImport":
    """The earlier import goes on, with the days told now."""
    from chibo.imports.actions.mapping import map_columns

    click.echo(f"Tệp này đã tải lên trước đây: tiếp tục lần nhập số {of.pk}.", err=True)
    if as_of or books_from or reported is not None:
        told = of.reported if reported is None else reported
        map_columns(of, {}, by=by, as_of=as_of, books_from=books_from, reported=told)
    return of


def the_mapping(where: "Organisation", name: str | None) -> "SavedMapping | None":
    from chibo.imports.queries.records import mappings_of

    if name is None:
        return None
    found = mappings_of(where).filter(name=name).first()
    if found is None:
        raise CalledWrongly(f"Chưa lưu kiểu ghép nào tên “{name}”.")
    return found


def answers_so_far(of: "FileImport") -> "Answers":
    from chibo.imports.models import Worksheet
    from chibo.imports.rules.problems import Answers

    return Answers.told(Worksheet.objects.get(file_import=of).answers)


def warn_of_late_books(of: "FileImport") -> None:
    from chibo.imports.queries.records import begun_earlier

    if begun := begun_earlier(of):
        click.echo(
            f"Sổ của đơn vị bắt đầu từ {begun:%d/%m/%Y}, sớm hơn ngày đã chọn {of.books_from:%d/%m/%Y}: "
            "người vốn ở đơn vị từ trước sẽ thiếu trong số liệu trước ngày đó. Dùng --books-from.",
            err=True,
        )


def tell(of: "FileImport", found: "Rehearsal", written: int, form: str) -> None:
    """JSON: one object with counts and problems. Text: problems on standard output, counts beside it."""
    problems = [as_data(problem) for problem in found.problems()]
    counts = {**found.counts(), "written": written}
    if form == "json":
        whole = {"import": of.pk, "file": of.file_name, "counts": counts, "problems": problems}
        show([whole | {"notes": found.findings()["notes"]}], form)
        return
    show(problems, form)
    click.echo(
        f"{counts['listed']} dòng: {counts['ready']} hợp lệ, {counts['check']} cần xem, "
        f"{counts['undecided']} chờ chọn, {counts['held']} để chờ, "
        f"{counts['error']} lỗi, {counts['skipped']} bỏ qua; đã ghi {written}.",
        err=True,
    )


def as_data(problem: Any) -> dict[str, Any]:
    return {
        "row": problem.row,
        "field": problem.field,
        "column": problem.label,
        "value": problem.value,
        "severity": problem.severity,
        "problem": problem.sentence,
        "rows": problem.also + 1,
    }
