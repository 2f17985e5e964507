"""Step four and after: writing, sending the corrected file, taking all of it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.accounts.queries import signed_in
from chibo.base.rules import Refusal
from chibo.base.sheets.limits import MAX_FILE_BYTES
from chibo.imports.actions.applying import apply_import
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.actions.undoing import undo_import
from chibo.imports.actions.uploading import cancel_import, replace_file
from chibo.imports.forms import FileForm
from chibo.imports.queries.records import filled_files
from chibo.imports.views.fetching import answers_of, import_or_404


@require_POST
def apply(request: HttpRequest, key: int) -> HttpResponse:
    of = import_or_404(request, key)
    try:
        written = apply_import(of, answers_of(of), by=signed_in(request))
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Đã ghi {count} dòng của tệp.").format(count=written))
    return redirect(of)


@require_POST
def replace(request: HttpRequest, key: int) -> HttpResponse:
    of = import_or_404(request, key)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["file"])))
        return redirect(of)
    sent = form.cleaned_data["file"]
    try:
        replace_file(of, sent.name, sent.read(MAX_FILE_BYTES + 1), by=signed_in(request))
        run_rehearsal(of, answers_of(of), by=signed_in(request))
    except Refusal as refused:
        messages.error(request, _("Giữ nguyên tệp cũ. {why}").format(why=refused.sentence))
    return redirect("imports:page", key)


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    of = import_or_404(request, key)
    try:
        filled = len(filled_files(of))
        removed = undo_import(of, by=signed_in(request))
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        said = _("Đã hoàn tác: bỏ {count} hồ sơ đã nhập.").format(count=removed)
        if filled:
            said += " " + _("Bỏ phần đã bổ sung ở {count} hồ sơ có sẵn.").format(count=filled)
        messages.success(request, said)
    return redirect(of)


@require_POST
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    of = import_or_404(request, key)
    try:
        cancel_import(of, by=signed_in(request))
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return redirect(of)
    messages.success(request, _("Đã hủy lần nhập tệp {name}.").format(name=of.file_name))
    return redirect("imports:list")
