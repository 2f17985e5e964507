"""What a remark on a sheet is about: a cell of a form, a section or a number of a report, or the whole sheet."""

from chibo.reports.frozen.forms import Place, about
from chibo.reports.frozen.narrative import about_report
from chibo.reports.models import FORMS, Sheet


def about_sheet(sheet: Sheet, place: Place) -> str:
    """Raises KeyError for a place the sheet has not."""
    if not place[0]:
        return str(sheet)
    if sheet.submission.kind == FORMS:
        return about(sheet.data, place)
    return about_report(sheet.data, sheet.title, place[0])
