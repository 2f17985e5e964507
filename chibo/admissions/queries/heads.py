"""Village heads: who heads which village on a day, who of them is not in the Party, what was frozen."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from chibo.admissions.models import Admission, HeadInCohort
from chibo.members.models import Membership, Post
from chibo.organisations.models import CellPlace, Place, Placement
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import code_list

HEAD = "village_head"


def village_kinds() -> list[str]:
    """Kinds of places that people live in, as opposed to schools and stations."""
    return [item.code for item in code_list("place_kinds").children("residential")]


def _cell_secretaries() -> list[str]:
    items = code_list("positions").items()
    return [
        one.code
        for one in items
        if one.extra.get("is_secretary") and one.extra.get("group") == "cell"
    ]


def places_under(of: Branch) -> QuerySet[Any]:
    """Places standing on the branch's day in its areas, with the tree `path` of their area; of a cell,
    the places it covers."""
    hung = Placement.objects.on(of.on).filter(organisation=OuterRef("area")).values("path")[:1]
    rows = Place.objects.on(of.on).annotate(path=Subquery(hung))
    if of.is_cell:
        covers = CellPlace.objects.on(of.on).filter(cell=of.pk)
        return rows.filter(pk__in=covers.values("place"))
    areas = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    return rows.filter(area__in=areas)


def villages(of: Branch) -> QuerySet[Any]:
    return places_under(of).filter(kind__in=village_kinds())


def headed_by_secretary(places: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Those headed on the day by the secretary of a cell that covers them."""
    covers = CellPlace.objects.on(on).filter(
        place=OuterRef(OuterRef("place")), cell=OuterRef("organisation")
    )
    leads = Post.objects.on(on).filter(
        Exists(covers), person=OuterRef("person"), position__in=_cell_secretaries()
    )
    heading = Post.objects.on(on).filter(Exists(leads), place=OuterRef("pk"), position=HEAD)
    return places.filter(Exists(heading))


def heads_outside(of: Branch) -> QuerySet[Post]:
    """Posts of village heads in the branch's areas on its day whose holders are not in the Party."""
    member = Membership.objects.on(of.on).filter(person=OuterRef("person"))
    return heads(of).exclude(Exists(member))


def heads(of: Branch) -> QuerySet[Post]:
    return Post.objects.on(of.on).filter(position=HEAD, place__in=villages(of).values("pk"))


def frozen(of: Branch, year: int) -> QuerySet[Any]:
    """People of the frozen lists of the year in the branch, with the `path` of their area on its day."""
    hung = Placement.objects.on(of.on).filter(organisation=OuterRef("cohort__area"))
    areas = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    rows = HeadInCohort.objects.filter(cohort__year=year, cohort__area__in=areas)
    return rows.annotate(path=Subquery(hung.values("path")[:1]))


def admitted_since(rows: QuerySet[Any], until: date) -> QuerySet[Any]:
    """Those of frozen lists admitted from the day of the list, within its year and by a day;
    with the day of the ceremony as `admitted_on`."""
    ceremonies = Admission.objects.filter(
        person=OuterRef("person"),
        ceremony_on__gte=OuterRef("cohort__frozen_on"),
        ceremony_on__year=OuterRef("cohort__year"),
        ceremony_on__lte=until,
    )
    return rows.annotate(
        admitted_on=Subquery(ceremonies.order_by("ceremony_on").values("ceremony_on")[:1])
    ).filter(admitted_on__isnull=False)
