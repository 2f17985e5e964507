"""Taking back what an import entered, as a whole, while nothing builds on it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Min, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.models import Entry
from chibo.audit.queries import changed_outside, changed_since
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.members.actions.files import correct_file, withdraw_level
from chibo.members.models import Exemption, Membership, Movement, Person, Post, Qualification
from chibo.members.models.person import PARTIAL
from chibo.members.rules import may_keep_files, may_keep_members, may_keep_posts
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branches, branches_by_day


@transaction.atomic
def undo_entering(
    movements: Sequence[Movement],
    exemptions: Sequence[Exemption] = (),
    *,
    batches: Collection[str],
    by: User,
    reason: str,
) -> int:
    """Remove people whom these movements brought into the books, with all they entered; returns how many.

    `batches` are the journal's batches of the import. The journal keeps what was removed. Refuses when
    anything else has been recorded about one of them.
    """
    people = {movement.person_id: movement.person for movement in movements}
    _check_may_keep(movements, by)
    _check_untouched(movements, batches)
    paths = {m.person_id: m.to_path or m.from_path for m in movements}
    lines = [
        Line("member.entering_undone", one, paths[key], before=snapshot(one), reason=reason)
        for key, one in people.items()
    ]
    note_all(by, lines)
    Exemption.objects.filter(pk__in=[one.pk for one in exemptions]).delete()
    _delete(list(people))
    begin_books_again({m.to_cell_id for m in movements if m.to_cell_id})
    return len(people)


@transaction.atomic
def undo_posts(posts: Sequence[Post], *, batches: Collection[str], by: User, reason: str) -> None:
    """Remove offices an import entered. Refuses when one of them was ended or changed since."""
    hold(*posts)
    stood = branches_by_day({(post.organisation_id, post.started_on) for post in posts})
    for where in stood.values():
        require(by, may_keep_posts, where)
    _refuse_changed(changed_outside(batches, "members.post", [post.pk for post in posts]))
    lines = [
        Line(
            "post.undone",
            post,
            stood[post.organisation_id, post.started_on].path,
            before=snapshot(post),
            reason=reason,
        )
        for post in posts
    ]
    note_all(by, lines)
    _delete_posts(posts)


def _delete_posts(posts: Sequence[Post]) -> None:
    try:
        with transaction.atomic():
            Post.objects.filter(pk__in=[post.pk for post in posts]).delete()
    except ProtectedError as error:
        raise Refusal(
            _(
                "Có việc đã ghi theo chức vụ của tệp này; không hoàn tác cả tệp được. "
                "Sửa riêng các chức vụ nhập sai."
            )
        ) from error


@transaction.atomic
def unfill_files(
    filled: Mapping[int, Sequence[str]],
    levels: Sequence[Qualification],
    *,
    batches: Collection[str],
    by: User,
    reason: str,
) -> None:
    """Empty again what an import filled in files that were there before it: person → names of facts,
    and levels it added. Refuses when one of the files was corrected since."""
    people = Person.objects.in_bulk(list(filled))
    require(by, may_keep_files, list(people.values()))
    _refuse_changed(
        changed_since(batches, "members.person", people)
        or changed_outside(
            batches, "members.qualification", [one.pk for one in levels if one.person_id in people]
        )
    )
    for level in levels:
        if level.person_id in people:
            withdraw_level(level, reason, by=by)
    for key, names in filled.items():
        blanks = {name: None if name in PARTIAL else "" for name in names}
        correct_file(people[key], blanks, by=by, reason=reason)


def _check_may_keep(movements: Sequence[Movement], by: User) -> None:
    """In the cells as they stood on the days of the movements."""
    wanted: dict[date, set[int]] = {}
    for movement in movements:
        cell = movement.to_cell_id or movement.from_cell_id
        wanted.setdefault(movement.happened_on, set()).add(cell or 0)
    for day, keys in wanted.items():
        for where in branches(keys, day).values():
            require(by, may_keep_members, where)


def _delete(people: list[int]) -> None:
    try:
        with transaction.atomic():
            Membership.objects.filter(person__in=people).delete()
            Movement.objects.filter(person__in=people).delete()
            Qualification.objects.filter(person__in=people).delete()
            Person.objects.filter(pk__in=people).delete()
    except ProtectedError as error:
        raise Refusal(
            _(
                "Đã ghi thêm việc khác cho người trong danh sách; không hoàn tác cả tệp được. "
                "Sửa riêng các hồ sơ nhập sai."
            )
        ) from error


def begin_books_again(cells: set[int]) -> None:
    """A book begins with the first movement into its cell; without any it has not begun."""
    for key in cells:
        entered = Movement.objects.filter(to_cell=key).aggregate(day=Min("happened_on"))
        Organisation.objects.filter(pk=key).update(records_from=entered["day"])


def _check_untouched(movements: Sequence[Movement], batches: Collection[str]) -> None:
    own = {movement.pk for movement in movements}
    people = [movement.person_id for movement in movements]
    later = (
        Movement.objects.filter(person__in=people)
        .exclude(pk__in=own)
        .exclude(kind="reorganised")
        .select_related("person")
        .first()
    )
    if later:
        raise Refusal(
            _(
                "Đồng chí {name} đã có biến động ngày {day} sau khi nhập; không hoàn tác cả tệp được. "
                "Hủy biến động ấy rồi hoàn tác lại, hoặc sửa riêng các hồ sơ nhập sai."
            ).format(name=later.person.full_name, day=later.happened_on.strftime("%d/%m/%Y"))
        )
    levels = Qualification.objects.filter(person__in=people).values_list("pk", flat=True)
    _refuse_changed(
        changed_outside(batches, "members.person", people)
        or changed_outside(batches, "members.qualification", levels)
    )


def _refuse_changed(changed: Entry | None) -> None:
    if changed:
        raise Refusal(
            _(
                "Hồ sơ “{name}” đã được sửa ngày {day} sau khi nhập; không hoàn tác cả tệp được. "
                "Sửa riêng các hồ sơ nhập sai."
            ).format(name=changed.label, day=timezone.localtime(changed.at).strftime("%d/%m/%Y"))
        )
