"""Ratings: agencies, cycles with their lists, what was proposed, said and decided, what came of it, aims."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.appraisal.models import (
    OF_PEOPLE,
    Agency,
    Aim,
    CellProposal,
    Commendation,
    Cycle,
    Decision,
    Opinion,
    Rated,
    Score,
    SelfReview,
    Weakness,
)
from chibo.imports.workbook.declaring import Row, SheetKind, dated, key, of_model, ref
from chibo.imports.workbook.extract import Extract

_CYCLE = (
    "year", "quarter", "frozen_on", "cells_by", "decide_by", "told", "special_reason", "over_cap_reason",
)  # fmt: skip
_PROPOSAL = ("held_on", "entitled", "away", "excused_absent")
_ROW = ("kind", "name", "office", "group", "unrated", "unrated_reason")
_SAID = ("own_level", "proposed_level", "votes", "committee_level")
_GIVEN = ("decided_level", "ground", "cause")
_REVIEW = ("form", "written_on", "strengths", "weaknesses", "causes", "remedies")
_OPINION = ("of", "by_whom", "given_on", "text")
_PRAISE = ("what", "proposed_on", "reason")
_AIM = ("year", "level", "registered_on")

_IN_CYCLE = ref("cycle", _("Kỳ"), "rating_cycles", required=True)
_OF_ROW = ref("rated", _("Đối tượng"), "rated", required=True)


def _told(row: Any, names: tuple[str, ...]) -> Row:
    return {name: getattr(row, name) for name in names}


def _levels(row: Mapping[str, Any]) -> str:
    return "member_ratings" if row.get("kind") in OF_PEOPLE else "organisation_ratings"


def _agencies(of: Extract) -> Iterator[Row]:
    for row in of.appraised.agencies:
        yield {
            "key": of.appraised.agency_keys[row.pk],
            "keeper": of.organisation_keys[row.keeper_id],
            "name": row.name,
            "started_on": row.started_on,
            "ended_on": of.until(row.ended_on),
        }


AGENCIES = SheetKind(
    "rating_agencies",
    _("Cơ quan được xếp loại"),
    _("Cơ quan, đơn vị mà cấp ủy xếp loại bên cạnh tổ chức đảng."),
    (
        key(_("Mã cơ quan, đơn vị")),
        ref("keeper", _("Nơi xếp loại"), "organisations", required=True),
        *of_model(Agency, "name"),
        *dated(Agency),
    ),
    _agencies,
    prefix="CQ",
    since=2,
)


def _cycles(of: Extract) -> Iterator[Row]:
    for row in of.appraised.cycles:
        yield {
            "key": of.appraised.cycle_keys[row.pk],
            "organisation": of.organisation_keys[row.organisation_id],
            **_told(row, _CYCLE),
            **of.ended(row, "cancelled_on", "cancel_reason"),
        }


CYCLES = SheetKind(
    "rating_cycles",
    _("Kỳ xếp loại"),
    _("Mỗi dòng một kỳ của một cấp ủy; quý 0 là cả năm. Kỳ của cấp trên chỉ mang dòng của nhánh."),
    (
        key(_("Mã kỳ xếp loại")),
        ref("organisation", _("Nơi xếp loại"), "organisations", required=True),
        *of_model(Cycle, *_CYCLE, "cancelled_on", "cancel_reason"),
    ),
    _cycles,
    prefix="KX",
    since=2,
)


def _proposals(of: Extract) -> Iterator[Row]:
    for row in of.appraised.proposals:
        yield {
            "cycle": of.appraised.cycle_keys[row.cycle_id],
            "cell": of.organisation_keys[row.cell_id],
            **_told(row, _PROPOSAL),
        }


PROPOSALS = SheetKind(
    "rating_proposals",
    _("Đề nghị xếp loại"),
    _("Buổi họp chi bộ đề nghị xếp loại, với mẫu số của phiếu như ngày ấy."),
    (
        _IN_CYCLE,
        ref("cell", _("Chi bộ"), "organisations", required=True),
        *of_model(CellProposal, *_PROPOSAL),
    ),
    _proposals,
    since=2,
)


def _decisions(of: Extract) -> Iterator[Row]:
    for row in of.appraised.decisions:
        yield {
            "key": of.appraised.decision_keys[row.pk],
            "cycle": of.appraised.cycle_keys[row.cycle_id],
            "decided_on": row.decided_on,
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            "decided_by": row.decided_by,
            **of.ended(row, "withdrawn_on", "withdraw_reason"),
        }


DECISIONS = SheetKind(
    "rating_decisions",
    _("Quyết định xếp loại"),
    _("Từng lần cấp ủy quyết định; đã thu hồi thì không đối tượng nào còn mức của lần ấy."),
    (
        key(_("Mã quyết định xếp loại")),
        _IN_CYCLE,
        *of_model(Decision, "decided_on", "decided_by"),
        ref("paper", _("Văn bản"), "papers"),
        *of_model(Decision, "withdrawn_on", "withdraw_reason"),
    ),
    _decisions,
    prefix="QX",
    since=2,
)


def _rows(of: Extract) -> Iterator[Row]:
    told = of.appraised
    for row in told.rows:
        own = told.is_told(row) or told.review(row) is not None
        proposed, decided = told.is_proposed(row), told.is_decided(row)
        yield {
            "key": told.row_keys[row.pk],
            "cycle": told.cycle_keys[row.cycle_id],
            "unit": of.organisation_keys[row.unit_id],
            "person": of.person_keys.get(row.person_id or 0, ""),
            "agency": told.agency_keys.get(row.agency_id or 0, ""),
            **_told(row, _ROW),
            "own_level": row.own_level if own else "",
            "proposed_level": row.proposed_level if proposed else "",
            "votes": row.votes if proposed else None,
            "committee_level": row.committee_level if told.is_told(row) else "",
            "decision": told.decision_keys.get(row.decision_id or 0, ""),
            "decided_level": row.decided_level if decided else "",
            "ground": row.ground if decided else "",
            "cause": row.cause if told.is_told(row) else "",
        }


RATED = SheetKind(
    "rated",
    _("Danh sách xếp loại"),
    _(
        "Danh sách đã chốt: tự xếp, chi bộ đề nghị, cấp ủy đánh giá, mức được xếp; không xếp vì sao."
    ),
    (
        key(_("Mã đối tượng")),
        _IN_CYCLE,
        ref("unit", _("Đơn vị"), "organisations", required=True),
        ref("person", _("Đồng chí"), "people"),
        ref("agency", _("Cơ quan, đơn vị"), "rating_agencies"),
        *of_model(
            Rated,
            *_ROW,
            *_SAID,
            own_level={"kind": "code", "codes": _levels},
            proposed_level={"kind": "code", "codes": _levels},
            committee_level={"kind": "code", "codes": _levels},
        ),
        ref("decision", _("Quyết định"), "rating_decisions"),
        *of_model(
            Rated,
            *_GIVEN,
            decided_level={"kind": "code", "codes": _levels},
            ground={"kind": "code", "codes": "not_met_grounds"},
        ),
    ),
    _rows,
    prefix="XL",
    since=2,
)


def _each(
    tell: Callable[[Extract, Rated], Iterator[Row]],
) -> Callable[[Extract], Iterator[Row]]:
    """What belongs to every row of the list, in the order of the list."""

    def rows(of: Extract) -> Iterator[Row]:
        for rated in of.appraised.rows:
            for one in tell(of, rated):
                yield {"rated": of.appraised.row_keys[rated.pk], **one}

    return rows


def _review(of: Extract, rated: Rated) -> Iterator[Row]:
    review = of.appraised.review(rated)
    if review:
        yield _told(review, _REVIEW)


REVIEWS = SheetKind(
    "self_reviews",
    _("Tự kiểm điểm"),
    _("Bản tự kiểm điểm; chỉ của những người mà người xuất sổ được xem tên."),
    (
        _OF_ROW,
        *of_model(
            SelfReview,
            *_REVIEW,
            strengths={"kind": "lines"},
            weaknesses={"kind": "lines"},
            causes={"kind": "lines"},
            remedies={"kind": "lines"},
        ),
    ),
    _each(_review),
    since=2,
)


def _scores(of: Extract, rated: Rated) -> Iterator[Row]:
    if of.appraised.is_told(rated):
        for row in sorted(rated.scores.all(), key=lambda one: one.pk):
            yield {
                "criterion": row.criterion,
                "own": _plain(row.own),
                "confirmed": _plain(row.confirmed),
            }


def _plain(number: Decimal | None) -> Decimal | None:
    """As it is read back, without the zeros a database adds."""
    return None if number is None else number.normalize() + 0


SCORES = SheetKind(
    "rating_scores",
    _("Điểm kiểm điểm"),
    _("Điểm từng tiêu chí: tự chấm và cấp ủy chấm."),
    (
        _OF_ROW,
        *of_model(
            Score,
            "criterion",
            "own",
            "confirmed",
            criterion={"kind": "code", "codes": "appraisal_criteria"},
        ),
    ),
    _each(_scores),
    since=2,
)


def _opinions(of: Extract, rated: Rated) -> Iterator[Row]:
    for row in rated.opinions.all():
        if of.until(row.given_on):
            yield _told(row, _OPINION)


OPINIONS = SheetKind(
    "rating_opinions",
    _("Ý kiến về xếp loại"),
    _("Ý kiến của đoàn thể, nơi cư trú, cơ quan, cấp trên trước khi xếp loại."),
    (_OF_ROW, *of_model(Opinion, *_OPINION, text={"kind": "lines"})),
    _each(_opinions),
    since=2,
)


def _weaknesses(of: Extract, rated: Rated) -> Iterator[Row]:
    if of.appraised.is_told(rated):
        for row in sorted(rated.weaknesses.all(), key=lambda one: one.pk):
            work = of.honours.work_keys.get(row.remedy_id or 0, "")
            yield {"what": row.what, "cause": row.cause, "remedy": work}


WEAKNESSES = SheetKind(
    "rating_weaknesses",
    _("Hạn chế sau xếp loại"),
    _("Hạn chế, nguyên nhân, việc khắc phục; việc ghi ở trang Việc được giao."),
    (
        _OF_ROW,
        *of_model(Weakness, "what", "cause"),
        ref("remedy", _("Việc khắc phục"), "works"),
    ),
    _each(_weaknesses),
    since=2,
)


def _praise(of: Extract, rated: Rated) -> Iterator[Row]:
    praise = of.appraised.praise(rated)
    if praise:
        yield _told(praise, _PRAISE)


PRAISE = SheetKind(
    "rating_praise",
    _("Đề nghị khen thưởng"),
    _("Đề nghị khen thưởng sau xếp loại."),
    (_OF_ROW, *of_model(Commendation, *_PRAISE)),
    _each(_praise),
    since=2,
)


def _aims(of: Extract) -> Iterator[Row]:
    for row in of.appraised.aims:
        yield {
            "unit": of.organisation_keys[row.unit_id],
            "person": of.person_keys.get(row.person_id or 0, ""),
            **_told(row, _AIM),
        }


def _aimed(row: Mapping[str, Any]) -> str:
    return "member_ratings" if row.get("person") else "organisation_ratings"


AIMS = SheetKind(
    "rating_aims",
    _("Mức xếp loại đăng ký"),
    _("Mức đơn vị hoặc đảng viên đăng ký đạt trong năm."),
    (
        ref("unit", _("Đơn vị"), "organisations", required=True),
        ref("person", _("Đồng chí"), "people", _("Để trống là của đơn vị.")),
        *of_model(Aim, *_AIM, level={"kind": "code", "codes": _aimed}),
    ),
    _aims,
    since=2,
)

APPRAISED = (
    AGENCIES,
    CYCLES,
    PROPOSALS,
    DECISIONS,
    RATED,
    REVIEWS,
    SCORES,
    OPINIONS,
    WEAKNESSES,
    PRAISE,
    AIMS,
)
