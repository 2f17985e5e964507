"""Villages, schools, stations: places that exist with or without a cell."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.base.dated import Cited, Dated, DatedQuerySet
from chibo.organisations.models.organisation import Organisation


class Place(Dated, Cited):
    """A place in the area of a committee, over its own existence."""

    area = models.ForeignKey(
        Organisation, models.PROTECT, related_name="places", verbose_name=_("thuộc địa bàn")
    )
    name = models.CharField(_("tên"), max_length=120)
    name_folded = BytewiseField(max_length=120, editable=False)
    kind = models.CharField(_("loại"), max_length=30)
    is_difficult = models.BooleanField(_("địa bàn khó khăn"), default=False)

    objects = DatedQuerySet["Place"].as_manager()

    class Meta(Dated.Meta):
        db_table = "place"
        verbose_name = _("địa bàn, đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["area", "kind", "name"],
                condition=Q(ended_on__isnull=True),
                name="one_place_a_name",
                violation_error_message=_("Xã đã có địa bàn hoặc đơn vị mang tên này."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CellPlace(Dated):
    """Which cell covers a place, over a period. A cell may cover several places."""

    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="covered_places")
    place = models.ForeignKey(Place, models.PROTECT, related_name="cells")

    objects = DatedQuerySet["CellPlace"].as_manager()

    class Meta(Dated.Meta):
        db_table = "cell_place"
        verbose_name = _("chi bộ phụ trách địa bàn")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["cell", "place"],
                condition=Q(ended_on__isnull=True),
                name="a_cell_covers_a_place_once",
                violation_error_message=_("Chi bộ này đang phụ trách địa bàn đó."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)
