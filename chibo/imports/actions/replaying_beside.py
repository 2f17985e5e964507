"""What a meeting of a workbook holds beside its agenda, and its resolution, as rows not saved yet."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.beside import ANSWERED, LINE, PASSED, RAISED
from chibo.meetings.actions.scoring import sum_up
from chibo.meetings.models import Petition, Remark, Resolution, Score
from chibo.rulebook.queries import Rule, UnknownRuleError, rule_of_version

Lines = Mapping[str, Sequence[Line]]


@dataclass(frozen=True)
class BesideAgenda:
    """Lines of the sheets by the key of the meeting, of the sheet of points, of the resolution."""

    replay: Replay
    by_meeting: Mapping[str, Lines]
    by_score: Lines
    by_resolution: Mapping[str, Lines]

    def petitions(self, meeting: str) -> list[Petition]:
        return [
            Petition(
                client_id=uuid.uuid4(),
                **{
                    name: line[name]
                    for name in (*RAISED, *PASSED, *ANSWERED)
                    if line[name] is not None
                },
            )
            for line in self.by_meeting["petitions"].get(meeting, ())
        ]

    def remarks(self, meeting: str) -> list[Remark]:
        return [
            Remark(
                client_id=uuid.uuid4(),
                person=self.replay.people[line["person"]],
                kind=line["kind"],
                words=line["words"],
            )
            for line in self.by_meeting["remarks"].get(meeting, ())
        ]

    def scores(self, meeting: str) -> list[Score]:
        return [self._score(line) for line in self.by_meeting["scores"].get(meeting, ())]

    def _score(self, line: Line) -> Score:
        lines = [
            {"key": one["code"], **{name: one[name] for name in LINE}}
            for one in self.by_score.get(line["key"], ())
        ]
        score = Score(by_committee=line["by_committee"])
        return sum_up(score, _rule(line["sheet"]), _rule(line["levels"]), lines)

    def resolution(self, meeting: str) -> Resolution | None:
        found = self.by_meeting["resolutions"].get(meeting, ())
        if len(found) > 1:
            raise Refusal(_("Một buổi họp chỉ có một nghị quyết; bỏ dòng thừa."))
        return self._resolution(found[0]) if found else None

    def _resolution(self, line: Line) -> Resolution:
        texts = [
            one["text"] or "" for one in self.by_resolution["resolution_parts"].get(line["key"], ())
        ]
        printed = "".join(
            one["content"] for one in self.by_resolution["resolution_prints"].get(line["key"], ())
        )
        return Resolution(
            summary=line["summary"],
            texts=texts,
            paper=self.replay.paper(line),
            content=_printed(printed) if printed else None,
        )


def _rule(version: str) -> Rule:
    try:
        return rule_of_version(version)
    except UnknownRuleError as unknown:
        raise Refusal(str(unknown)) from None


def _printed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Refusal(
            _("Bản nghị quyết đã ban hành không đọc được; chép lại từ sổ đã xuất.")
        ) from None
