"""Votes: the share a body must reach, and of how many."""

from django.utils.translation import gettext as _

from chibo.admissions.models import OpinionPhase, Review, ReviewLevel
from chibo.admissions.rules.checks.check import Check, met, unmet
from chibo.base.text import format_date, format_percent
from chibo.rulebook.queries import Rule, rule

# By phase and level, the rule whose share decides; a sectional committee appraises and has none.
_SHARES = {
    (OpinionPhase.ADMISSION, ReviewLevel.CELL): "admission.cell_vote",
    (OpinionPhase.ADMISSION, ReviewLevel.COMMITTEE): "admission.committee_vote",
    (OpinionPhase.ADMISSION, ReviewLevel.DECIDING): "admission.deciding_vote",
    (OpinionPhase.RECOGNITION, ReviewLevel.CELL): "probation.vote",
    (OpinionPhase.RECOGNITION, ReviewLevel.COMMITTEE): "admission.committee_vote",
    (OpinionPhase.RECOGNITION, ReviewLevel.DECIDING): "admission.deciding_vote",
}


def vote_rule(review: Review) -> Rule | None:
    code = _SHARES.get((OpinionPhase(review.phase), ReviewLevel(review.level)))
    return rule(code, review.held_on) if code else None


def is_carried(review: Review) -> bool:
    """Whether the body proposes it and, where a share is asked for, reached it."""
    share = vote_rule(review)
    return review.proposes and (share is None or share.reached(review.in_favour, review.base))


def check_vote(review: Review) -> Check:
    share = vote_rule(review)
    said = {
        "body": review.body_name or ReviewLevel(review.level).label,
        "on": format_date(review.held_on),
        "favour": review.in_favour,
        "base": review.base,
        "percent": _percent(review),
    }
    of = base_sentence(review)
    if share is None:
        sentence = _("{body} họp ngày {on}: {favour}/{base} tán thành.")
        return met("vote", f"{sentence.format(**said)} {of}")
    said |= {"share": share_words(share), "least": least_votes(share, review.base)}
    if not review.base:
        sentence = _(
            "{body} họp ngày {on}: không còn ai có quyền biểu quyết; kiểm tra lại số liệu."
        )
        return unmet("vote", sentence.format(**said), share)
    if share.reached(review.in_favour, review.base):
        sentence = _("{body} họp ngày {on}: {favour}/{base} tán thành ({percent}), đạt {share}.")
        return met("vote", f"{sentence.format(**said)} {of}", share)
    sentence = _(
        "{body} họp ngày {on}: {favour}/{base} tán thành ({percent}), chưa đạt {share}; cần ít nhất "
        "{least} phiếu."
    )
    return unmet("vote", f"{sentence.format(**said)} {of}", share)


def base_sentence(review: Review) -> str:
    """How the denominator came about."""
    sentence = _(
        "Mẫu số {base} = {entitled} người có quyền biểu quyết trừ {away} sinh hoạt tạm thời nơi khác, "
        "{excused} được miễn sinh hoạt vắng mặt."
    )
    if not review.away and not review.excused_absent:
        sentence = _("Mẫu số {base} là tổng số người có quyền biểu quyết được triệu tập.")
    return sentence.format(
        base=review.base,
        entitled=review.entitled,
        away=review.away,
        excused=review.excused_absent,
    )


def share_words(share: Rule) -> str:
    """ "ít nhất 2/3", "trên 1/2"."""
    table = share.table()
    words = _("trên {n}/{d}") if table["strictly_more"] else _("ít nhất {n}/{d}")
    return words.format(n=table["numerator"], d=table["denominator"])


def least_votes(share: Rule, base: int) -> int:
    return next(votes for votes in range(base + 2) if share.reached(votes, base))


def _percent(review: Review) -> str:
    return format_percent(100 * review.in_favour / review.base) if review.base else "–"
