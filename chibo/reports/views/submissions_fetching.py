"""Fetching a submission through its one door, and the frame all its pages share."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.organisations.queries.reach import near
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs
from chibo.reports.models import FORMS, Remark, Sheet, Stage, Submission
from chibo.reports.queries.remarks import before as version_before
from chibo.reports.queries.submissions import versions, visible_to
from chibo.reports.rules.reports import may_name_people, place_of
from chibo.reports.rules.submissions import may_receive

TONES = {
    Stage.DRAFT: "",
    Stage.CHECKED: "info",
    Stage.SUBMITTED: "warn",
    Stage.ACCEPTED: "ok",
    Stage.RETURNED: "bad",
}


@dataclass
class Handed:
    """A submission as one request reads it."""

    user: User
    submission: Submission
    of: Branch

    @cached_property
    def names(self) -> bool:
        return may_name_people(self.user, self.submission)

    @cached_property
    def sheets(self) -> list[Sheet]:
        found = list(self.submission.sheets.defer("paper", "named"))
        for sheet in found:
            sheet.submission = self.submission
        return found

    @cached_property
    def versions(self) -> list[Submission]:
        """Those the user may read, the newest first."""
        one = self.submission
        rows = versions(one.organisation_id, one.kind, one.period)
        people = ("created_by", "checked_by", "submitted_by", "decided_by")
        return list(rows.filter(pk__in=visible_to(self.user).values("pk")).select_related(*people))

    @cached_property
    def receives(self) -> bool:
        return may_receive(self.user, self.submission)

    @cached_property
    def remarks(self) -> list[Remark]:
        """On this version once it came back, and while it waits for who writes them; while the next is written,
        on the one before."""
        one = self.submission
        about = one if one.is_frozen else version_before(one)
        if about is None or (one.stage == Stage.SUBMITTED and not self.receives):
            return []
        return list(about.remarks.select_related("written_by", "answered_by"))


def handed_or_404(request: HttpRequest, submission: int) -> Handed:
    user = signed_in(request)
    rows = visible_to(user).select_related("organisation", "report")
    found = get_object_or_404(rows, pk=submission)
    return Handed(user, found, place_of(found, near(user)))


def submission_frame(found: Handed, *more: dict[str, str]) -> dict[str, Any]:
    one, on = found.submission, AsOf(timezone.localdate())
    own = reverse("reports:forms", args=[found.of.pk])
    list_ = {"label": _("Biểu thống kê"), "url": f"{own}?ky={one.period.code}"}
    if one.kind != FORMS:
        list_ = {"label": _("Báo cáo"), "url": reverse("reports:list")}
    label = _("Bản nộp lần {n}").format(n=one.version)
    here = {"label": label, "url": one.get_absolute_url()}
    return {
        "one": one,
        "of": found.of,
        "period": one.period,
        "names": found.names,
        "crumbs": [
            *crumbs(found.user, found.of, on, itself=True),
            list_,
            here if more else {"label": label},
            *more,
        ],
    }
