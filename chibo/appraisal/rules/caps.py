"""A proposal may stand above the cap, a decision may not."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from chibo.appraisal.models import Cycle
from chibo.appraisal.queries.caps import caps
from chibo.appraisal.queries.cycles import rule_of
from chibo.base.rules import Refusal


def check_caps(cycle: Cycle, counts: Mapping[str, Mapping[int, int]]) -> None:
    """Refuse a decided set above the cap of its year, naming the rule and the numbers of each group above it.
    What was decided before the record was kept here is entered as it was, where the cap of that year is not
    confirmed by a source and the cycle says why it stands above."""
    over = [cap for cap in caps(rule_of(cycle), counts) if cap.is_over]
    tolerated = cycle.told and any(cap.rule.share.confidence != "seen" for cap in over)
    if not over or (tolerated and cycle.over_cap_reason):
        return
    advice = (
        _("Kết quả đã có của năm trước: ghi vì sao vượt tỷ lệ rồi lưu lại.")
        if tolerated
        else _("Xếp lại trước khi quyết định.")
    )
    raise Refusal(" ".join([*(cap.sentence for cap in over), advice]))
