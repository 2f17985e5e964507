"""Before every operation: is the place open, whose token is it, not too often; after it: what is never kept.

A session of a browser counts for nothing here, and a token counts nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from chibo.accounts.addresses import client_address
from chibo.accounts.models import User
from chibo.audit.models import Source
from chibo.audit.sources import coming_from
from chibo.base.addresses import NUL
from chibo.organisations.actions.calls import count_call
from chibo.organisations.actions.tokens import use_token
from chibo.organisations.models import ApiToken, Purpose
from chibo.organisations.queries.reach import acting_within
from chibo.organisations.queries.tokens import token_shown

ROOT = "api/v1/"
_MINUTE = 60
# Tokens cannot be guessed; this only keeps a broken program from asking the database all day.
_WRONG_TOKENS_A_MINUTE = 30
_NO_SUCH_METHOD = 405
Answer = Callable[..., HttpResponse]


class Refused(Exception):
    """An answer that is no answer: a status, a sentence, and what else belongs to it."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.more = status, sentence, more


@dataclass(frozen=True)
class Caller:
    """Who asks: the token's owner, holding the token's duty alone."""

    user: User
    token: ApiToken


class Asked(HttpRequest):
    """A request that came through the door."""

    caller: Caller


def asker(request: Asked, purpose: Purpose) -> User:
    """The person a token acts for; refuses a token that was not made for this."""
    if purpose not in request.caller.token.purposes:
        sentence = _("Khóa này không được lập để “{purpose}”; lập khóa khác có việc đó.")
        raise Refused(403, sentence.format(purpose=purpose.label))
    return request.caller.user


def problem(status: int, sentence: str, **more: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": _TITLES[status], "status": status, "detail": sentence}
    return JsonResponse(
        body | {"wrong": []} | more,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    422: "Unprocessable Content",
    429: "Too Many Requests",
}


@login_not_required
@csrf_exempt
def unknown(_request: HttpRequest) -> HttpResponse:
    """An address below ours that nothing answers at, said as everything here is."""
    if not settings.PUBLIC_API:
        return _sealed(refusal(_closed()))
    return problem(404, _("Không có địa chỉ này; xem /api/v1/openapi.json."))


def behind_the_door(view: Answer, known: frozenset[str]) -> Answer:
    """`known` are the names an address may ask by: a word misspelt would answer about another day or unit."""

    @wraps(view)
    def through(request: Asked, **held: Any) -> HttpResponse:
        with coming_from(Source.API):
            try:
                request.caller = _caller(request)
                _check_known(request, known)
            except Refused as refused:
                return _sealed(refusal(refused))
        with coming_from(Source.API, f"token {request.caller.token.pk}"):
            answer = view(request, **held)
        if answer.status_code == _NO_SUCH_METHOD:
            said = problem(_NO_SUCH_METHOD, _("Địa chỉ này không nhận cách gọi đó."))
            said["Allow"] = answer["Allow"]
            answer = said
        return _sealed(answer)

    return login_not_required(csrf_exempt(through))


def refusal(refused: Refused) -> HttpResponse:
    more = dict(refused.more)
    retry = more.pop("retry_after", None)
    answer = problem(refused.status, refused.sentence, **more)
    if refused.status == 401:  # noqa: PLR2004 (the answer that names how to ask)
        answer["WWW-Authenticate"] = "Bearer"
    if retry is not None:
        answer["Retry-After"] = str(retry)
    return answer


def _sealed(answer: HttpResponse) -> HttpResponse:
    """Nothing between here and the program keeps it, and no browser opens it as a page."""
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'attachment; filename="chibo.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _caller(request: HttpRequest) -> Caller:
    if not settings.PUBLIC_API:
        raise _closed()
    token = _token(request)
    _count(f"api:{token.pk}", settings.API_PER_MINUTE)
    if token.last_used_on != timezone.localdate():
        use_token(token, by=token.user)
    return Caller(acting_within(token.user, token.duty_id), token)


def _closed() -> Refused:
    return Refused(403, _("Nơi này chưa mở cho chương trình; hỏi quản trị hệ thống."))


def _check_known(request: HttpRequest, known: frozenset[str]) -> None:
    if NUL in request.META.get("QUERY_STRING", ""):
        raise Refused(422, _("Địa chỉ có ký tự trống (NUL) không đọc được."))
    if unknown := sorted(set(request.GET) - known):
        wrong = [{"where": name, "code": "unknown"} for name in unknown]
        sentence = _("Địa chỉ này không có tham số “{name}”.").format(name=unknown[0])
        raise Refused(422, sentence, wrong=wrong)


def _token(request: HttpRequest) -> ApiToken:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    found = token_shown(text.strip()) if scheme.lower() == "bearer" and text.strip() else None
    if found is None:
        _count(f"api-wrong:{client_address(request)}", _WRONG_TOKENS_A_MINUTE)
        sentence = _("Cần khóa truy cập còn hiệu lực trong đầu mục Authorization: Bearer.")
        raise Refused(401, sentence)
    return found


def _count(who: str, most: int) -> None:
    """One more request within this minute; refuses the one too many."""
    now = int(timezone.now().timestamp())
    if count_call(who, now // _MINUTE) > most:
        sentence = _("Nhiều nhất {most} lần gọi mỗi phút; chờ rồi gọi lại.").format(most=most)
        raise Refused(429, sentence, retry_after=_MINUTE - now % _MINUTE)
