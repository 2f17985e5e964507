"""Recording on a phone without network: what the phone takes along, and what it sends."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chibo.base.rules import NotAllowed, Refusal
from chibo.meetings.actions.sending.receiving import WrongClock, receive_recording
from chibo.meetings.actions.sending.settling import Differing
from chibo.meetings.forms.recording import LARGEST, recording
from chibo.meetings.models import Sending
from chibo.meetings.queries.preparing import prepared
from chibo.meetings.rules import may_record
from chibo.organisations.queries.tree import organisation_of
from chibo.organisations.views.fetching import named_or_404


@require_GET
def prepare(request: HttpRequest, org: int) -> HttpResponse:
    """What the phone takes along; a fresh mark against forged requests comes with it."""
    user, of = named_or_404(request, org)
    if not may_record(user, of.path):
        raise Http404
    if not settings.OFFLINE_RECORDING:
        return _refused(_off(), 403)
    return JsonResponse(
        prepared(user, of) | {"csrf": get_token(request), "now": timezone.now().isoformat()}
    )


@require_POST
def send(request: HttpRequest, org: int) -> HttpResponse:
    """200 with what was recorded, 409 with the fields to choose, 400 with a sentence: then nothing is written."""
    user, of = named_or_404(request, org)
    if not may_record(user, of.path):
        raise Http404
    if not settings.OFFLINE_RECORDING:
        return _refused(_off(), 403)
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return _refused(_("Bản ghi lớn quá 512 kB; rút gọn ý kiến thảo luận rồi gửi lại."), 413)
    try:
        sent = recording(request.body)
        sending = receive_recording(organisation_of(of), sent, by=user)
    except NotAllowed as no:
        return _refused(no.sentence, 403)
    except (Refusal, ValidationError) as no:
        return _said(no)
    return JsonResponse(_taken(sending))


def _said(no: Refusal | ValidationError) -> JsonResponse:
    if isinstance(no, Differing):
        more = {"fields": no.fields, "unmarked": no.unmarked}
        return JsonResponse({"sentence": no.sentence, **more}, status=409)
    if isinstance(no, ValidationError):
        return _refused(" ".join(no.messages), 400)
    return JsonResponse({"sentence": no.sentence, "clock": isinstance(no, WrongClock)}, status=400)


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _off() -> str:
    return _("Nơi này chưa cho phép ghi khi không có mạng; hỏi quản trị hệ thống.")


def _taken(sending: Sending) -> dict[str, Any]:
    return {
        "sending": str(sending.client_id),
        "url": sending.meeting.get_absolute_url(),
        "state": str(sending.meeting.get_state_display()),
        "differences": sending.differences,
        "is_applied": sending.is_applied,
    }
