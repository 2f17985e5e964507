"""What the pages of "Phát triển đảng" share: the organisation on the day, tabs, crumbs, links."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.admissions.rules.cases import may_follow
from chibo.admissions.rules.targets import may_set_targets
from chibo.admissions.views.fetching import branch_or_404
from chibo.base.asof import AsOf, as_of
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs

_TABS = ("board", "candidates", "funnel", "sources", "targets", "heads")
_WITH_NAMES = ("candidates",)


@dataclass(frozen=True)
class Pipeline:
    """One request for a page: who asks, about which branch, on which day."""

    request: HttpRequest
    user: User
    of: Branch
    day: AsOf

    @classmethod
    def asked(cls, request: HttpRequest, org: int) -> "Pipeline":
        day = as_of(request)
        return cls(request, signed_in(request), branch_or_404(request, org, day), day)

    @property
    def on(self) -> date:
        return self.day.on

    @property
    def sees_names(self) -> bool:
        return has_power(self.user, Power.SEE_NAMES, self.of.path)

    @property
    def may_keep(self) -> bool:
        """Entering is done as of today."""
        return self.day.is_today and may_set_targets(self.user, self.of.path)

    def url(self, page: str, **parameters: object) -> str:
        return self.day.url(reverse(f"admissions:{page}", args=[self.of.pk]), **parameters)

    def frame(self, current: str) -> dict[str, Any]:
        """The part of a page's context that is the same on all of them."""
        way = crumbs(self.user, self.of, self.day, itself=True)
        return {
            "of": self.of,
            "as_of": self.day,
            "tabs": self.tabs(current),
            "crumbs": [*way, {"label": _("Phát triển đảng")}],
            "sees_names": self.sees_names,
            "may_keep": self.may_keep,
            "may_open": self.day.is_today and may_follow(self.user, self.of.path),
            "open_url": reverse("admissions:open_case", args=[self.of.pk]),
        }

    def step(self, current: str, title: str) -> dict[str, Any]:
        """The same of a page that writes: of today, so without another day to choose."""
        frame = self.frame(current)
        del frame["as_of"]
        return frame | {"title": title, "crumbs": [*frame["crumbs"], {"label": title}]}

    def tabs(self, current: str) -> list[dict[str, Any]]:
        labels = (
            _("Bảng"),
            _("Danh sách"),
            _("Phễu"),
            _("Nguồn"),
            _("Chỉ tiêu"),
            _("Trưởng bản"),
        )
        found: list[dict[str, Any]] = [
            {"label": label, "url": self.url(page), "current": page == current}
            for page, label in zip(_TABS, labels, strict=True)
            if self.sees_names or page not in _WITH_NAMES
        ]
        if self.sees_names:
            url = reverse("admissions:courses", args=[self.of.pk])
            found.append({"label": _("Lớp bồi dưỡng"), "url": url, "current": current == "courses"})
        return found

    def year(self) -> int:
        """`nam=2022` of the address, the year of the day without it."""
        asked = self.request.GET.get("nam", "")
        if asked.isascii() and asked.isdigit() and len(asked) == 4:  # noqa: PLR2004 (digits of a year)
            return max(int(asked), 1900)
        return self.on.year

    def years(self, page: str, offered: list[int]) -> list[dict[str, Any]]:
        """Links to the same page of other years."""
        now = self.year()
        return [
            {"label": str(year), "url": self.url(page, nam=year), "current": year == now}
            for year in sorted({*offered, now}, reverse=True)
        ]
