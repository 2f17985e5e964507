"""Where a finding is mended: the exact step for who may, the page to read for who may not."""

from collections.abc import Callable, Mapping
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.cleaning.rules.declaring import Finding, Step
from chibo.members.forms.columns import SECTIONS


@cache
def section_of(column: str) -> str:
    """The section of the file whose form has the column."""
    return next(name for name, (_title, columns) in SECTIONS.items() if column in columns)


def mending(finding: Finding) -> tuple[str, str]:
    """Address and words of the button that opens the exact step."""
    if finding.file is None:
        return _OF_UNITS[finding.rule.step](finding), _("Mở để sửa")
    return _OF_FILES[finding.rule.step](finding), _("Sửa")


def reading(finding: Finding) -> str:
    """The page of the person or the unit."""
    if finding.file is None:
        return _unit("organisations:page")(finding)
    return _person("members:page")(finding)


def _person(name: str) -> Callable[[Finding], str]:
    def address(finding: Finding) -> str:
        return reverse(name, args=[finding.file.person_id if finding.file else 0])

    return address


def _unit(name: str) -> Callable[[Finding], str]:
    def address(finding: Finding) -> str:
        return reverse(name, args=[finding.unit.organisation_id if finding.unit else 0])

    return address


def _file(finding: Finding) -> str:
    column = finding.rule.column
    person = finding.file.person_id if finding.file else 0
    return reverse("members:correct", args=[person, section_of(column)]) + f"#id_{column}"


def _letter(finding: Finding) -> str:
    letters = finding.file.letters if finding.file else []
    return reverse("members:letter", args=[letters[0].pk]) if letters else ""


_OF_FILES: Mapping[Step, Callable[[Finding], str]] = {
    Step.FILE: _file,
    Step.LEVEL: _person("members:add_level"),
    Step.DOSSIER: _person("members:check_dossier"),
    Step.DOSSIER_PLACE: _person("members:place_dossier"),
    Step.LIFE: _person("members:life"),
    Step.PAGE: _person("members:page"),
    Step.BADGE: _person("members:earlier_badge"),
    Step.LETTERS: _letter,
    Step.DUES: _person("dues:declare"),
}
_OF_UNITS: Mapping[Step, Callable[[Finding], str]] = {
    Step.UNIT: _unit("organisations:rename"),
    Step.TREE: _unit("organisations:page"),
    Step.POSTS: _unit("organisations:page"),
    Step.PLACES: _unit("organisations:places"),
}
