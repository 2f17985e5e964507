"""Classes and turns, persons apart; the yearly theme; papers that carry out papers."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.base.figures import Dimension, Figure, Part, Scope, Sum, UnlessAny, register
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.figures import ByChild
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import under_ever
from chibo.study.figures.years import year_of, years
from chibo.study.models import SessionTurn, StudyKind
from chibo.study.queries.studies import (
    came_by,
    must_study,
    sessions_of,
    turns_of,
)

BY_CHILD: dict[str, Dimension] = {"child": ByChild(_("Đơn vị trực thuộc"))}
_BY_CHILD_OF_STUDY: dict[str, Dimension] = {"child": ByChild(_("Đơn vị trực thuộc"), "study__path")}


def _classes(scope: Scope) -> QuerySet[Any]:
    return sessions_of(scope.branch, scope.span.first, scope.span.last, StudyKind.PAPER)


def _turns(scope: Scope) -> QuerySet[Any]:
    return turns_of(_classes(scope))


def _people(scope: Scope) -> QuerySet[Person]:
    turns = SessionTurn.objects.filter(session__in=_classes(scope).order_by().values("pk"))
    # A set of the branch's own: an EXISTS would be asked of everybody in the installation.
    return Person.objects.filter(pk__in=turns.values("learner__person"))


def _theme_base(scope: Scope) -> QuerySet[Any]:
    return must_study(scope.branch, scope.as_of, theme=year_of(scope))


def _came(scope: Scope) -> Q:
    return came_by(scope.as_of)


def _no_theme(scope: Scope) -> str:
    return _now("Chưa có số liệu: {name} chưa chốt danh sách học chuyên đề năm {year}.").format(
        name=scope.branch.name, year=year_of(scope)
    )


def _harvest_base(scope: Scope) -> QuerySet[Any]:
    return must_study(scope.branch, scope.as_of, harvest=scope.span)


def _harvested(scope: Scope) -> Q:
    return Q(harvest_on__lte=scope.as_of)


def _no_harvest(_scope: Scope) -> str:
    return _now("Chưa có số liệu: trong kỳ không có đợt học nào đến hạn nộp bài thu hoạch.")


def _implementing(scope: Scope) -> QuerySet[Paper]:
    units = Placement.objects.filter(under_ever(scope.branch, "path")).values("organisation")
    carried_out = Paper.implements.through.objects.filter(from_paper=OuterRef("pk"))
    rows = Paper.objects.filter(
        Exists(carried_out),
        issuer__in=units,
        issued_on__range=(scope.span.first, scope.span.last),
    )
    return rows.exclude(cancelled_on__lte=scope.as_of)


register(
    Figure(
        id="study_sessions",
        label=_("Lớp học tập, quán triệt nghị quyết"),
        unit=_("lớp"),
        definition=_(
            "Số lớp học tập, quán triệt nghị quyết, chỉ thị do các đơn vị trong nhánh tổ chức trong kỳ; "
            "không tính lớp học chuyên đề năm và đợt đã thôi tổ chức."
        ),
        takes="period",
        lists="study_sessions",
        rows=_classes,
        dimensions=_BY_CHILD_OF_STUDY,
    ),
    Figure(
        id="study_attendances",
        label=_("Lượt người dự học nghị quyết"),
        unit=_("lượt"),
        definition=_(
            "Số lượt người dự các lớp học tập, quán triệt nghị quyết trong kỳ, gồm đảng viên được điểm danh và "
            "số người ngoài Đảng cùng dự. Một người dự hai lớp là hai lượt; số người xem ở “Đảng viên đã dự học”."
        ),
        takes="period",
        lists="study_sessions",
        rows=Sum(_turns, "present"),
    ),
    Figure(
        id="study_people",
        label=_("Đảng viên đã dự học nghị quyết"),
        unit=_("người"),
        definition=_(
            "Số đảng viên dự ít nhất một lớp học tập, quán triệt nghị quyết trong kỳ; mỗi người tính một lần."
        ),
        takes="period",
        lists="people",
        rows=_people,
    ),
    Figure(
        id="theme_study",
        label=_("Đảng viên học chuyên đề năm"),
        unit=_("người"),
        definition=_(
            "Đảng viên đã dự lớp học chuyên đề năm học tập và làm theo Bác, trong số phải học theo danh sách "
            "chốt ngày mở đợt học. Người ngoài diện có lý do ghi ở danh sách."
        ),
        takes="date",
        lists="learners",
        rows=Part(_theme_base, _came, of_the_whole=True),
        unknown=UnlessAny(_theme_base, _no_theme),
        base=_theme_base,
        base_means=_("đảng viên phải học, theo danh sách chốt ngày mở đợt học chuyên đề"),
        keys=years,
        key_is_part=False,
        dimensions=BY_CHILD,
    ),
    Figure(
        id="harvest_papers",
        label=_("Bài thu hoạch đã nộp"),
        unit=_("bài"),
        definition=_(
            "Bài thu hoạch đã nộp của các đợt học có hạn nộp trong kỳ, tính đến hết kỳ; mỗi người một bài một đợt."
        ),
        takes="period",
        lists="learners",
        rows=Part(_harvest_base, _harvested),
        unknown=UnlessAny(_harvest_base, _no_harvest),
        base=_harvest_base,
        base_means=_("bài phải nộp của các đợt học có hạn trong kỳ"),
        dimensions=BY_CHILD,
    ),
    Figure(
        id="implementing_documents",
        label=_("Văn bản cụ thể hóa"),
        unit=_("văn bản"),
        definition=_(
            "Văn bản do các đơn vị trong nhánh ban hành trong kỳ, có ghi trong sổ văn bản là thực hiện một văn "
            "bản khác; không tính văn bản đã hủy."
        ),
        takes="period",
        lists="papers",
        rows=_implementing,
    ),
)
