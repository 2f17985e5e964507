"""Photos of the paper book of a meeting."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.views.filling_in import posted
from chibo.meetings.actions.photos import attach_photos, open_photo, take_photo_back
from chibo.meetings.forms.photos import PhotosForm, TakeBackForm
from chibo.meetings.models import Meeting, Photo
from chibo.meetings.queries.photos import content_of, photo_visible_to, photos_of
from chibo.meetings.rules import may_record
from chibo.meetings.rules.photos import check_size, may_open_photo
from chibo.meetings.views.fetching import frame, meeting_or_404

_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "pdf": "application/pdf",
}


def photos(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = meeting_or_404(request, key)
    writes = may_record(user, meeting.path)
    if request.method == "POST" and not writes:
        raise Http404
    form = PhotosForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        carried_out(form, lambda: _attach(form, meeting, user))
        if form.is_valid():
            messages.success(request, _("Đã gắn ảnh sổ."))
            return redirect("meetings:photos", meeting.pk)
    context = {
        "photos": photos_of(meeting),
        "form": form if writes else None,
        "most": settings.PHOTO_MB,
    }
    return render(request, "meetings/photos.html", {**frame(user, meeting), **context})


def _attach(form: PhotosForm, meeting: Meeting, user: User) -> list[Photo]:
    """Files too heavy are refused before they are read."""
    files = form.cleaned_data["pictures"]
    for file in files:
        check_size(file.size)
    contents = [file.read() for file in files]
    return attach_photos(meeting, contents, by=user, words=form.cleaned_data["words"])


@require_safe
def photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    """The page around one photo; the file itself is another request, which is noted."""
    user, found = _photo_or_404(request, photo_id)
    context = {"photo": found, "may_write": may_record(user, found.meeting.path)}
    return render(request, "meetings/photo.html", {**frame(user, found.meeting), **context})


@require_safe
def photo_file(request: HttpRequest, photo_id: int) -> HttpResponse:
    """Never drawn as a page: an attachment of a known kind that may run nothing."""
    user, found = _photo_or_404(request, photo_id)
    try:
        content = content_of(found)
    except OSError as gone:
        raise Http404 from gone
    open_photo(found, by=user)
    answer = HttpResponse(content, content_type=_TYPES[found.kind])
    answer["Content-Disposition"] = f'attachment; filename="anh-so-{found.pk}.{found.kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def taking_back(request: HttpRequest, photo_id: int) -> HttpResponse:
    user, found = _photo_or_404(request, photo_id)
    if not may_record(user, found.meeting.path):
        raise Http404
    form = TakeBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        carried_out(form, lambda: take_photo_back(found, why, by=user))
        if form.is_valid():
            messages.success(request, _("Đã gỡ ảnh."))
            return redirect("meetings:photos", found.meeting_id)
    context = {
        "form": form,
        "title": _("Gỡ ảnh sổ"),
        "submit": _("Gỡ ảnh"),
        "back": reverse("meetings:photos", args=[found.meeting_id]),
    }
    return render(request, "meetings/form.html", {**frame(user, found.meeting), **context})


def _photo_or_404(request: HttpRequest, photo_id: int) -> tuple[User, Photo]:
    user = signed_in(request)
    found = photo_visible_to(user, photo_id, timezone.localdate())
    if found is None or not may_open_photo(user, found):
        raise Http404
    return user, found
