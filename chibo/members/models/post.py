"""Offices people hold: in the Party, in the commune's authorities, in villages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Dated, DatedQuerySet
from chibo.documents.models import Paper
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation, Place


class Gained(models.TextChoices):
    ELECTED = "elected", _("bầu")
    APPOINTED = "appointed", _("chỉ định")


class Post(Dated):
    """A person's office. `position` is a code of the rulebook list positions.

    `organisation` is the committee whose roster or area the office belongs to; village offices also
    name the place. `seconded` officers were sent from above (tăng cường).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    position = models.CharField(_("chức vụ"), max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="posts")
    body = models.CharField(_("cơ quan"), max_length=150, blank=True)
    term = models.CharField(_("nhiệm kỳ"), max_length=20, blank=True)
    gained = models.CharField(_("hình thức"), max_length=10, choices=Gained.choices, blank=True)
    seconded = models.BooleanField(_("tăng cường"), default=False)
    seconded_from = models.CharField(_("tăng cường từ"), max_length=150, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(_("lý do thôi giữ"), max_length=200, blank=True)

    objects = DatedQuerySet["Post"].as_manager()

    class Meta(Dated.Meta):
        db_table = "post"
        verbose_name = _("chức vụ")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "position", "organisation", "place", "started_on"],
                nulls_distinct=False,
                name="a_post_is_entered_once",
                violation_error_message=_("Chức vụ này đã được ghi từ ngày đó."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "position"], name="post_by_organisation"),
            models.Index(fields=["person", "started_on"], name="post_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"
