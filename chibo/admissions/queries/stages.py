"""Steps and papers of a case, in the version it was opened under."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from chibo.rulebook.queries import rule

# Stages a case goes through before anybody votes: entered by hand, in any order.
PREPARING = ("watched", "guided", "class", "papers", "cell_review")
ADMITTED = ("probation", "recognition_review", "recognition_decision", "card")

# Papers asked for in some cases only, by the word the rulebook gives the case.
WHEN = {
    "youth_union": _("khi Đoàn Thanh niên giới thiệu"),
    "trade_union": _("khi Công đoàn giới thiệu"),
    "over_age": _("khi quá tuổi tối đa"),
    "low_schooling": _("khi chưa có trình độ học vấn tối thiểu"),
    "readmission": _("khi kết nạp lại"),
    "sectional": _("nơi có đảng ủy bộ phận"),
}


@dataclass(frozen=True)
class Stage:
    code: str
    label: str


@dataclass(frozen=True)
class Required:
    """A paper of the rulebook; `dossier` is its number among the 104 kinds, 0 when it has none."""

    code: str
    stage: str
    label: str
    form: str
    when: str
    dossier: int


def stages(on: date) -> list[Stage]:
    """Every stage, in order, as a case opened that day goes through them."""
    return [Stage(row["code"], row["label"]) for row in rule("admission.stages", on).entries()]


def stages_for(on: date, *, sectional: bool, committee: bool) -> list[Stage]:
    """Those of a cell under a sectional committee or not, under a basic committee or itself basic."""
    skipped = {"sectional_review": sectional, "committee_review": committee}
    return [stage for stage in stages(on) if skipped.get(stage.code, True)]


def stage_order(on: date) -> dict[str, int]:
    return {stage.code: at for at, stage in enumerate(stages(on))}


def stage_label(code: str, on: date) -> str:
    """The code itself when the version of that day has no such stage."""
    return next((stage.label for stage in stages(on) if stage.code == code), code)


def papers(on: date) -> list[Required]:
    return [
        Required(
            row["code"],
            row["stage"],
            row["label"],
            row.get("form", ""),
            row.get("when", ""),
            row.get("dossier", 0),
        )
        for row in rule("admission.papers", on).entries()
    ]


def papers_for(on: date, cases: Collection[str]) -> list[Required]:
    """Papers asked for when these words of WHEN hold for the case."""
    return [paper for paper in papers(on) if not paper.when or paper.when in cases]
