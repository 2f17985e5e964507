"""Targets with their numbers and results, indicators by year, frozen lists."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.targets.models import (
    Cohort,
    IndicatorValue,
    OwnIndicator,
    Target,
    TargetResult,
    TargetVersion,
)

_OWN = ("code", "label", "unit", "places", "up", "meaning")
_VALUE = ("indicator", "year", "value", "told_on", "source", "note")
_COHORT = ("name", "figure", "frozen_on")
_TARGET = ("figure", "indicator", "measure", "span", "first_day", "last_day")
_VERSION = ("number", "least", "most", "proposed_on", "reason")
_RESULT = ("moment", "on", "value", "base", "least", "most", "met", "note", "recorded_on")


def _plain(row: Any, names: Sequence[str]) -> Row:
    """Columns as they are read back: numbers without the zeros a database adds."""
    told = {name: getattr(row, name) for name in names}
    return {
        name: value.normalize() + 0 if isinstance(value, Decimal) else value
        for name, value in told.items()
    }


def _own(of: Extract) -> Iterator[Row]:
    for row in of.aimed.own_indicators:
        yield {name: getattr(row, name) for name in _OWN}


OWN_INDICATORS = SheetKind(
    "own_indicators",
    _("Chỉ số thêm"),
    _("Chỉ số thêm tại nơi cài đặt, ngoài danh mục có sẵn."),
    of_model(OwnIndicator, *_OWN),
    _own,
    since=2,
)


def _values(of: Extract) -> Iterator[Row]:
    for row in of.aimed.values:
        yield {
            "organisation": of.organisation_keys[row.organisation_id],
            "place": of.place_keys.get(row.place_id or 0, ""),
            **_plain(row, _VALUE),
            **of.ended(row, "withdrawn_on", "withdraw_reason"),
        }


INDICATOR_VALUES = SheetKind(
    "indicator_values",
    _("Giá trị chỉ số"),
    _("Chỉ số kinh tế - xã hội từng năm, của đơn vị hoặc của một địa bàn, kèm nguồn."),
    (
        ref("organisation", _("Đơn vị"), "organisations", required=True),
        ref("place", _("Địa bàn"), "places", _("Để trống là của cả đơn vị.")),
        *of_model(IndicatorValue, *_VALUE, "withdrawn_on", "withdraw_reason"),
    ),
    _values,
    since=2,
)


def _cohorts(of: Extract) -> Iterator[Row]:
    for row in of.aimed.cohorts:
        yield {
            "key": of.aimed.cohort_keys[row.pk],
            "organisation": of.organisation_keys[row.organisation_id],
            **{name: getattr(row, name) for name in _COHORT},
            "figure_key": row.key,
        }


WATCHED_LISTS = SheetKind(
    "watched_lists",
    _("Nhóm theo dõi"),
    _("Danh sách người chốt một ngày từ một số liệu, để đếm về sau."),
    (
        key(_("Mã nhóm theo dõi")),
        ref("organisation", _("Đơn vị"), "organisations", required=True),
        *of_model(Cohort, *_COHORT),
        Column("figure_key", _("Khóa của số liệu")),
    ),
    _cohorts,
    prefix="NT",
    since=2,
)


def _cohort_people(of: Extract) -> Iterator[Row]:
    for row in of.aimed.cohort_people:
        yield {
            "watched": of.aimed.cohort_keys[row.cohort_id],
            "person": of.person_keys[row.person_id],
        }


WATCHED_PEOPLE = SheetKind(
    "watched_people",
    _("Người trong nhóm theo dõi"),
    _("Mỗi dòng một người của một nhóm."),
    (
        ref("watched", _("Nhóm"), "watched_lists", required=True),
        ref("person", _("Người"), "people", required=True),
    ),
    _cohort_people,
    since=2,
)


def _targets(of: Extract) -> Iterator[Row]:
    keys = of.aimed.target_keys
    for row in of.aimed.targets:
        yield {
            "key": keys[row.pk],
            "organisation": of.organisation_keys[row.organisation_id],
            **{name: getattr(row, name) for name in _TARGET},
            "figure_key": row.key,
            "watched": of.aimed.cohort_keys.get(row.cohort_id or 0, ""),
            "setter": of.organisation_keys.get(row.setter_id or 0, ""),
            "whole": keys.get(row.whole_id or 0, ""),
            **of.ended(row, "ended_on", "end_reason"),
        }


REGISTERED_TARGETS = SheetKind(
    "registered_targets",
    _("Chỉ tiêu đăng ký"),
    _("Chỉ tiêu của một số liệu hoặc một chỉ số trong một kỳ; số phải đạt ở trang Số đăng ký."),
    (
        key(_("Mã chỉ tiêu")),
        ref("organisation", _("Đơn vị"), "organisations", required=True),
        *of_model(Target, *_TARGET),
        Column("figure_key", _("Khóa của số liệu")),
        ref("watched", _("Chỉ tính trong nhóm"), "watched_lists"),
        ref("setter", _("Cấp trên giao"), "organisations", _("Để trống là đơn vị tự đăng ký.")),
        ref("whole", _("Phần của chỉ tiêu"), "registered_targets"),
        *of_model(Target, "ended_on", "end_reason"),
    ),
    _targets,
    prefix="CI",
    since=2,
)


def _versions(of: Extract) -> Iterator[Row]:
    for row in of.aimed.versions:
        approved, returned = of.until(row.approved_on), of.until(row.returned_on)
        yield {
            "target": of.aimed.target_keys[row.target_id],
            **_plain(row, _VERSION),
            "approved_on": approved,
            "returned_on": returned,
            "said": row.said if approved or returned else "",
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
        }


TARGET_VERSIONS = SheetKind(
    "target_versions",
    _("Số đăng ký"),
    _("Mỗi dòng một lần ghi số của chỉ tiêu: ít nhất, nhiều nhất hoặc cả hai; duyệt hay trả lại."),
    (
        ref("target", _("Chỉ tiêu"), "registered_targets", required=True),
        *of_model(TargetVersion, *_VERSION, "approved_on", "returned_on", "said"),
        ref("paper", _("Văn bản"), "papers"),
    ),
    _versions,
    since=2,
)


def _results(of: Extract) -> Iterator[Row]:
    for row in of.aimed.results:
        yield {
            "target": of.aimed.target_keys[row.target_id],
            **_plain(row, _RESULT),
            "replaced_on": of.until(row.replaced_on),
        }


TARGET_RESULTS = SheetKind(
    "target_results",
    _("Kết quả đã chốt"),
    _("Kết quả chỉ tiêu như đã chốt ngày ấy; số đang chạy không nằm trong sổ."),
    (
        ref("target", _("Chỉ tiêu"), "registered_targets", required=True),
        *of_model(TargetResult, *_RESULT, "replaced_on"),
    ),
    _results,
    since=2,
)

AIMED = (
    OWN_INDICATORS,
    INDICATOR_VALUES,
    WATCHED_LISTS,
    WATCHED_PEOPLE,
    REGISTERED_TARGETS,
    TARGET_VERSIONS,
    TARGET_RESULTS,
)
