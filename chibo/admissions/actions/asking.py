"""Who vouches for the person and who was asked about them: referees, opinions, checks of background."""

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import BackgroundCheck, Case, Opinion, Referee
from chibo.admissions.queries.background import proposed_checks
from chibo.admissions.queries.following import followed_path
from chibo.admissions.rules.cases import (
    check_come,
    check_open,
    may_follow,
    may_keep_background,
    may_see_background,
)
from chibo.audit.actions import Line, note, note_all, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require


@transaction.atomic
def add_referee(referee: Referee, *, by: User) -> Referee:
    """Enter who introduces the person. Whether they qualify is told by the day the cell votes."""
    hold(referee.case)
    path = followed_path(referee.case)
    require(by, may_follow, path)
    check_open(referee.case)
    check_come([referee.together_since, referee.written_on])
    if referee.member_id == referee.case.person_id:
        raise Refusal(_("Người vào Đảng không thể tự giới thiệu mình."))
    referee.full_clean()
    referee.save()
    note(by, "case.referee_added", referee, path=path)
    return referee


@transaction.atomic
def drop_referee(referee: Referee, *, by: User) -> None:
    """Take back somebody who introduces no longer, or was entered by mistake."""
    hold(referee.case)
    path = followed_path(referee.case)
    require(by, may_follow, path)
    check_open(referee.case)
    note(by, "case.referee_dropped", referee, path=path, before=snapshot(referee))
    referee.delete()


@transaction.atomic
def keep_opinion(opinion: Opinion, *, by: User) -> Opinion:
    """Enter or complete what an organisation said of the person."""
    hold(opinion.case)
    path = followed_path(opinion.case)
    require(by, may_follow, path)
    check_open(opinion.case)
    check_come([opinion.asked_on, opinion.given_on])
    before = _before(opinion)
    opinion.full_clean()
    opinion.save()
    note(by, "case.opinion_kept", opinion, path=path, before=before)
    return opinion


@transaction.atomic
def drop_opinion(opinion: Opinion, *, by: User) -> None:
    """Take back an opinion entered by mistake."""
    hold(opinion.case)
    path = followed_path(opinion.case)
    require(by, may_follow, path)
    check_open(opinion.case)
    note(by, "case.opinion_dropped", opinion, path=path, before=snapshot(opinion))
    opinion.delete()


@transaction.atomic
def propose_checks(case: Case, *, by: User) -> list[BackgroundCheck]:
    """List whose background is to be checked: the person and the relatives of the file not listed yet."""
    hold(case)
    path = followed_path(case)
    require(by, may_keep_background, path)
    check_open(case)
    made = proposed_checks(case)
    for check in made:
        check.full_clean()
        check.save()
    note_all(by, [Line("case.check_kept", one, path, after=snapshot(one)) for one in made])
    return made


@transaction.atomic
def keep_check(check: BackgroundCheck, *, by: User) -> BackgroundCheck:
    """Enter a check of background, that it was sent, or what came back."""
    hold(check.case)
    path = followed_path(check.case)
    require(by, may_keep_background, path)
    check_open(check.case)
    check_come([check.sent_on, check.returned_on])
    before = _before(check)
    check.full_clean()
    check.save()
    note(by, "case.check_kept", check, path=path, before=before)
    return check


@transaction.atomic
def drop_check(check: BackgroundCheck, *, by: User) -> None:
    """Take back a check listed by mistake."""
    hold(check.case)
    path = followed_path(check.case)
    require(by, may_keep_background, path)
    check_open(check.case)
    if check.returned_on:
        raise Refusal(_("Đã có kết quả thẩm tra, không bỏ được; sửa lại nếu ghi nhầm."))
    note(by, "case.check_dropped", check, path=path, before=snapshot(check))
    check.delete()


@transaction.atomic
def read_checks(case: Case, *, by: User) -> list[BackgroundCheck]:
    """The checks of background, once; the look stays in the journal."""
    path = followed_path(case)
    require(by, may_see_background, path)
    note_reading(by, "case.background_read", case, path=path)
    return list(case.checks.all())


def _before(row: Opinion | BackgroundCheck) -> dict[str, object] | None:
    held = type(row).objects.filter(pk=row.pk).first() if row.pk else None
    return snapshot(held) if held else None
