"""Offices at units that end: each ends there; its holder has the same, another or none at the successor."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _

from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.text import clean, fold
from chibo.documents.models import Paper
from chibo.members.models import Post
from chibo.members.models.post import Gained
from chibo.members.queries.reorganising.hanging import PostFate
from chibo.organisations.models import Place

if TYPE_CHECKING:
    from chibo.members.actions.reorganising.applying import Carrying


def carry_posts(carrying: "Carrying", places: dict[int, Place]) -> None:
    """`places`: the new rows of places by the keys of the old ones."""
    fates = carrying.rehearsal.hanging.posts
    _end(carrying, [fate.post for fate in fates])
    carried = _once([fate for fate in fates if fate.carried])
    papers = _papers(carrying, carried)
    new = [_post(fate, carrying, places, papers) for fate in carried]
    carrying.trace.create(new)
    lines = [
        Line("post.begun", row, carrying.path(fate.to), after=snapshot(row))
        for row, fate in zip(new, carried, strict=True)
    ]
    note_all(carrying.by, lines)


def _once(fates: list[PostFate]) -> list[PostFate]:
    """Two offices of one person may lead to one and the same."""
    found: dict[tuple[object, ...], PostFate] = {}
    for fate in fates:
        post = fate.post
        found.setdefault((post.person_id, fate.position, fate.to, post.place_id), fate)
    return list(found.values())


def _end(carrying: "Carrying", rows: list[Post]) -> None:
    before = {post.pk: snapshot(post) for post in rows}
    with carrying.trace.changing(rows, ["ended_on", "end_reason"]):
        for post in rows:
            post.ended_on = max(carrying.on, post.started_on)
            post.end_reason = carrying.told[:200]
    paths = {key: unit.path for key, unit in carrying.shape.inside.items()}
    lines = [
        Line(
            "post.ended", post, paths.get(post.organisation_id, ""), before[post.pk], snapshot(post)
        )
        for post in rows
    ]
    note_all(carrying.by, lines)


def _papers(carrying: "Carrying", carried: list[PostFate]) -> dict[str, Paper]:
    """The decision on the offices, in the register of each unit that gives some."""
    told = carrying.shape.plan.appointed
    refs = sorted({fate.to for fate in carried if not fate.goes_on})
    if not told.get("number") or not refs:
        return {}
    papers = [_paper(carrying, ref, told) for ref in refs]
    carrying.trace.create(papers)
    lines = [
        Line("paper.registered", paper, carrying.path(ref), after=snapshot(paper))
        for paper, ref in zip(papers, refs, strict=True)
    ]
    note_all(carrying.by, lines)
    return dict(zip(refs, papers, strict=True))


def _paper(carrying: "Carrying", ref: str, told: Any) -> Paper:
    number, _dash, symbol = told["number"].partition("-")
    summary = _("Chỉ định cấp ủy, chức danh của {name}").format(name=carrying.shape.name(ref))
    paper = Paper(
        keeper_id=carrying.key(ref),
        number=clean(number),
        symbol=clean(symbol),
        kind="decision",
        issuer_name=clean(told["by"]),
        issued_on=date.fromisoformat(told["on"]),
        summary=summary[:500],
        summary_folded=fold(summary[:500]),
    )
    paper.full_clean(exclude=["keeper"])
    return paper


def _post(
    fate: PostFate, carrying: "Carrying", places: dict[int, Place], papers: dict[str, Paper]
) -> Post:
    old = fate.post
    place = places.get(old.place_id or 0)
    new = copied(old)
    # A village's office belongs to the committee in whose area the village now lies.
    new.organisation_id = place.area_id if place else carrying.key(fate.to)
    new.place_id = place.pk if place else old.place_id
    new.started_on, new.ended_on, new.end_reason = carrying.on, None, ""
    if not fate.goes_on:
        new.position, new.paper = fate.position, papers.get(fate.to)
        new.gained = Gained.APPOINTED
    return new


def copied(row: Any) -> Any:
    """A row of the same model with the same facts, not saved."""
    model: type[Model] = type(row)
    columns = [one.attname for one in model._meta.concrete_fields if not one.primary_key]
    return model(**{name: getattr(row, name) for name in columns})
