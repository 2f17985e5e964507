"""Step one: sending a file, and the imports there have been."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.rules import Refusal
from chibo.base.sending import sent_file
from chibo.base.sheets.limits import MAX_FILE_BYTES
from chibo.imports.actions.uploading import NewFile, SameFile, upload_file
from chibo.imports.actions.waiting_workbook import send_workbook
from chibo.imports.forms import UploadForm
from chibo.imports.queries.records import places_to_import, visible_to
from chibo.imports.readers.template import template_file
from chibo.imports.views.fetching import crumbs, steps
from chibo.imports.workbook.reading import looks_like_workbook
from chibo.organisations.models import Organisation

_A_PAGE = 20


def imports(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    places = places_to_import(user, timezone.localdate())
    if not places:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, places=places)
    if request.method == "POST" and form.is_valid():
        answer = _send(request, form)
        if answer is not None:
            return answer
    sent = visible_to(user).select_related("organisation", "uploaded_by")
    page = Paginator(sent, _A_PAGE).get_page(request.GET.get("trang"))
    context = {"form": form, "page": page, "crumbs": crumbs(), "steps": steps(None, 1)}
    return render(request, "imports/list.html", context)


def _send(request: HttpRequest, form: UploadForm) -> HttpResponse | None:
    told = form.cleaned_data
    name, content = told["file"].name, told["file"].read(MAX_FILE_BYTES + 1)
    if looks_like_workbook(content, name):
        send_workbook(content, name, by=signed_in(request))
        return redirect("imports:workbook_rehearsal")
    new = NewFile(
        name,
        content,
        told["as_of"],
        told["books_from"],
        told["reported"],
    )
    where = Organisation.objects.get(pk=told["organisation"])
    try:
        kept = upload_file(new, where, by=signed_in(request))
    except SameFile as same:
        messages.warning(request, same.sentence)
        return redirect(same.before)
    except Refusal as refused:
        form.add_error("file", refused.sentence)
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
    else:
        return redirect("imports:columns", kept.pk)
    return None


def template(request: HttpRequest) -> HttpResponse:
    """A list to fill in, for those who have none."""
    if not places_to_import(signed_in(request), timezone.localdate()):
        raise Http404
    return sent_file(template_file(timezone.localdate()), _("mau-danh-sach-dang-vien"), "xlsx")
