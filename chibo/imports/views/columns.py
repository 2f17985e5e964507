"""Step two: what each column means, and what the list is of."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.accounts.queries import signed_in
from chibo.base.rules import Refusal
from chibo.imports.actions.mapping import map_columns, run_rehearsal, save_mapping
from chibo.imports.actions.uploading import SameFile, bring_in_sheet
from chibo.imports.forms import ColumnsForm, MappingNameForm
from chibo.imports.models import FileImport, Stage
from chibo.imports.queries.records import begun_earlier, mapping_for
from chibo.imports.rules.rehearsal import table_of
from chibo.imports.views.fetching import answers_of, crumbs, import_or_404, steps


def page(request: HttpRequest, key: int) -> HttpResponse:
    of = import_or_404(request, key)
    if of.stage not in (Stage.MAPPING, Stage.REHEARSED):
        return redirect(of)
    table = table_of(of)
    form = ColumnsForm(request.POST or None, of=of, table=table)
    if request.method == "POST" and form.is_valid() and _mapped(request, form, of):
        return redirect(of)
    context = {
        "of": of,
        "form": form,
        "table": table,
        "saved": mapping_for(of.organisation, table.signature),
        "begun": begun_earlier(of),
        "sheets": table.others,
        "crumbs": crumbs(_("Ghép cột")),
        "steps": steps(of, 2),
    }
    return render(request, "imports/columns.html", context)


def _mapped(request: HttpRequest, form: ColumnsForm, of: FileImport) -> bool:
    told, user = form.cleaned_data, signed_in(request)
    try:
        map_columns(
            of,
            form.chosen,
            by=user,
            as_of=told["as_of"],
            books_from=told["books_from"],
            reported=told["reported"],
        )
        run_rehearsal(of, answers_of(of), by=user)
    except Refusal as refused:
        form.add_error(None, refused.sentence)
        return False
    return True


@require_POST
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """The list on another sheet of the file, in an import of its own."""
    of = import_or_404(request, key)
    try:
        kept = bring_in_sheet(of, request.POST.get("trang", ""), by=signed_in(request))
    except SameFile as same:
        return redirect(same.before)
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return redirect(of)
    return redirect("imports:columns", kept.pk)


@require_POST
def save(request: HttpRequest, key: int) -> HttpResponse:
    of = import_or_404(request, key)
    form = MappingNameForm(request.POST)
    if form.is_valid():
        try:
            saved = save_mapping(of, form.cleaned_data["name"], by=signed_in(request))
        except (Refusal, ValidationError) as refused:
            messages.error(request, "; ".join(getattr(refused, "messages", [str(refused)])))
        else:
            messages.success(request, _("Đã lưu kiểu ghép “{name}”.").format(name=saved.name))
    else:
        messages.error(request, _("Đặt tên cho kiểu ghép."))
    return redirect(of)
