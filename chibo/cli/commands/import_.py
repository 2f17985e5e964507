"""`chibo import`: a list of members read, rehearsed and, with --apply, written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chibo.cli.acting import acting_user, as_option
from chibo.cli.asking import CalledWrongly, Day, the_organisation
from chibo.cli.frame import format_option, show, with_database
from chibo.cli.workbook import bring_in, is_workbook

if TYPE_CHECKING:
    from chibo.accounts.models import User
    from chibo.imports.models import FileImport, SavedMapping
    from chibo.imports.rules.problems import Answers
    from chibo.imports.rules.rehearsal import Rehearsal
    from chibo.organisations.models import Organisation


@click.command(
    help="Nhập danh sách đảng viên từ TỆP (.xlsx, .xls, .csv), hoặc một sổ dữ liệu do chibo export xuất. "
    "Không có --apply thì chỉ chạy thử: in các vấn đề theo dòng và cột, không ghi gì vào sổ. "
    "Mã thoát 1 khi còn dòng lỗi."
)
@click.argument("path", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--org",
    "organisation",
    metavar="MÃ_HOẶC_TÊN",
    help="Nhập vào tổ chức đảng nào: mã 14 số hoặc tên. Sổ dữ liệu tự ghi nơi của mình.",
)
@click.option("--mapping", metavar="TÊN", help="Kiểu ghép cột đã lưu; mặc định tự nhận.")
@click.option(
    "--books-from", type=Day(), metavar="NGÀY", help="Sổ bắt đầu; mặc định 01/01 năm nay."
)
@click.option(
    "--as-of", type=Day(), metavar="NGÀY", help="Danh sách tính đến ngày; mặc định hôm nay."
)
@click.option("--reported", type=click.IntRange(0), metavar="SỐ", help="Số đảng viên đã báo cáo.")
@click.option("--new-cells", is_flag=True, help="Lập chi bộ có tên trong tệp mà chưa có trong cây.")
@click.option(
    "--agree", is_flag=True, help="Đồng ý cách xử lý đề nghị cho các câu hỏi chung cả tệp."
)
@click.option("--apply", "write", is_flag=True, help="Ghi các dòng không lỗi; dòng lỗi để lại chờ.")
@format_option
@as_option
@with_database
def command(
    *,
    path: Path,
    organisation: str | None,
    mapping: str | None,
    books_from: date | None,
    as_of: date | None,
    reported: int | None,
    new_cells: bool,
    agree: bool,
    write: bool,
    form: str,
    acting_as: str,
) -> None:
    from chibo.imports.actions.applying import apply_import
    from chibo.imports.actions.mapping import run_rehearsal

    if is_workbook(path):
        bring_in(path, form, acting_as, write=write)
        return
    if organisation is None:
        raise CalledWrongly("Thiếu --org: danh sách nhập vào tổ chức đảng nào?")
    where = the_organisation(organisation)
    with allowed(acting_user(acting_as), where) as by:
        of = sent(path, where, by, mapping, books_from, as_of, reported)
        answers = answers_so_far(of)
        found = run_rehearsal(of, answers, by=by)
        if new_cells or agree:
            answer_shared(found, answers, new_cells=new_cells, agree=agree)
            found = run_rehearsal(of, answers, by=by)
        written = apply_import(of, answers, by=by) if write and found.ready else 0
    tell(of, found, written, form)
    if any(found.counts()[state] for state in ("error", "undecided")):
        raise SystemExit(1)


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
) -> "FileImport":
    """The import of this file: the earlier one when the very file was sent before."""
    from django.utils import timezone

    from chibo.base.sheets.limits import MAX_FILE_BYTES
    from chibo.imports.actions.uploading import NewFile, SameFile, upload_file

    with path.open("rb") as file:
        content = file.read(MAX_FILE_BYTES + 1)
    new = NewFile(path.name, content, as_of or timezone.localdate(), books_from, reported)
    try:
        return upload_file(new, where, by=by, mapping=the_mapping(where, mapping))
    except SameFile as same:
        click.echo(same.sentence, err=True)
        return same.before


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


def answer_shared(found: "Rehearsal", answers: "Answers", *, new_cells: bool, agree: bool) -> None:
    """Questions put once for the whole file: new cells are founded, or the offered answer is taken."""
    from chibo.imports.rules.problems import FOUND_NEW

    for problem in found.problems():
        may_found = any(choice == FOUND_NEW for choice, _label in problem.choices)
        if problem.field == "cell" and may_found and new_cells:
            answers.groups.setdefault(problem.group, FOUND_NEW)
        elif problem.group and problem.chosen and agree:
            answers.groups.setdefault(problem.group, problem.chosen)


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
        f"{counts['undecided']} có thể trùng, {counts['held']} để chờ, "
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
