"""The resolution of a meeting: as issued, else as it would be issued now."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.base.text import document_date
from chibo.meetings.models import Meeting, Resolution
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.minutes.reading import posts_on
from chibo.meetings.queries.minutes.said import Minutes
from chibo.meetings.queries.minutes.versions import to_print
from chibo.meetings.queries.minutes.wording import subject
from chibo.meetings.queries.resolutions.decided import Decided, Part, Progress, kept
from chibo.meetings.queries.resolutions.proposing import (
    RESULTS,
    WORK,
    parts_on,
    proposed,
    signs_for_on,
)
from chibo.members.models import Person
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.naming import committee_name, committee_word
from chibo.organisations.queries.tree import Branch


def resolution_of(meeting: Meeting) -> Resolution:
    """The one being written or issued; an unsaved one filled from the minutes when there is none yet."""
    found = Resolution.objects.filter(meeting=meeting).select_related("paper").first()
    if found is not None:
        return found
    said = to_print(meeting).said
    summary = subject(said.kind, said.body, said.held_on, said.theme)
    return Resolution(meeting=meeting, summary=summary, texts=proposed(meeting, said))


def decided(resolution: Resolution) -> Decided:
    if resolution.content is not None:
        return kept(resolution.content)
    meeting = resolution.meeting
    said, of = to_print(meeting).said, unit_of(meeting)
    signer, post = _signer(meeting, of)
    above = next((one for one in of.ancestors if one.pk == of.parent_id), None)
    return Decided(
        parent=said.parent,
        issuer=said.issuer,
        place_signed=said.place_signed,
        symbol=f"NQ/{said.symbol}",
        summary=resolution.summary,
        opening=_opening(said, of),
        parts=_parts(resolution, said),
        recipients=[
            *([committee_name(above)] if above and above.kind != "centre" else []),
            _("Các đồng chí đảng viên"),
        ],
        archive=_("Lưu {body}").format(body=committee_word(of)),
        signs_for=signs_for_on(meeting.held_on)["cell" if of.is_cell else "committee"],
        post=post,
        signs=signer.full_name if signer else "",
    )


def _opening(said: Minutes, of: Branch) -> str:
    words = _("{day_words}, {issuer} họp, có mặt {present}/{base} đảng viên. Chi bộ quyết nghị:")
    if not of.is_cell:
        words = _(
            "{day_words}, {issuer} họp, có mặt {present}/{base} đồng chí. Hội nghị quyết nghị:"
        )
    day = document_date(date.fromisoformat(said.held_on))
    return words.format(
        day_words=day[:1].upper() + day[1:],
        issuer=committee_name(of),
        present=said.present,
        base=said.base,
    )


def _parts(resolution: Resolution, said: Minutes) -> list[Part]:
    back = [Progress(one.returning, one.progress) for one in said.points if one.returning]
    works = [work for point in said.points for work in point.works]
    return [
        Part(
            title,
            text,
            back if place == RESULTS else (),
            works if place == WORK else (),
        )
        for place, (title, text) in enumerate(
            zip(parts_on(resolution.meeting.held_on), resolution.texts, strict=False)
        )
    ]


def _signer(meeting: Meeting, of: Branch) -> tuple[Person | None, str]:
    """The deputy who took the chair signs as deputy; otherwise the secretary."""
    if meeting.chair is not None:
        post = posts_on([meeting.chair], of.pk, of.on).get(meeting.chair.pk, "")
        if post.startswith(_("Phó bí thư")):
            return meeting.chair, _("PHÓ BÍ THƯ")
    return secretary(of.pk, of.on), _("BÍ THƯ")
