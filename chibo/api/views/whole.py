"""All operations put together, how refusals are said, and the document that describes them."""

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import ValidationError as WronglyAsked
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from chibo.api.views import lists, minutes, reading, sending  # noqa: F401 (they write their operations down)
from chibo.api.views.door import ROOT, Refused, behind_the_door, problem, refusal
from chibo.api.views.routing import router
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.queries.tree import NotInTree

# As a reader comes to them.
GROUPS = (_("Khóa"), _("Tổ chức"), _("Số liệu"), _("Danh sách"), _("Văn bản"), _("Gửi"))
_FIRST_REFUSAL = 400


class Token(HttpBearer):
    """Named in the document; who it is has been settled at the door."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return vars(request)["caller"]


class Readable(JSONRenderer):
    """Vietnamese as it is written; no sign that could begin a tag, should anybody open an answer as a page."""

    json_dumps_params = {"ensure_ascii": False}

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        told: str = super().render(request, data, response_status=response_status)
        return told.replace("<", "\\u003c")


whole = NinjaAPI(
    title="Chi Bộ",
    version="1",
    description=_(  # type: ignore[arg-type]  # put into words when the document is made
        "Đọc số liệu, danh sách, sổ văn bản, biên bản; gửi buổi sinh hoạt và danh sách nhập, trong đúng phạm vi "
        "nhiệm vụ của khóa truy cập."
    ),
    auth=Token(),
    docs_url=None,
    openapi_url=None,
    renderer=Readable(),
    urls_namespace="api",
    openapi_extra={"tags": [{"name": name} for name in GROUPS]},
)
whole.add_router("", router)


@whole.exception_handler(Refused)
def _refused(_request: HttpRequest, refused: Refused) -> HttpResponse:
    return refusal(refused)


@whole.exception_handler(Refusal)
def _no(_request: HttpRequest, no: Refusal) -> HttpResponse:
    status = 403 if isinstance(no, NotAllowed) else 404 if isinstance(no, NotInTree) else 422
    return problem(status, no.sentence)


@whole.exception_handler(ValidationError)
def _broken(_request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    return problem(422, " ".join(wrong.messages))


@whole.exception_handler(WronglyAsked)
def _wrongly_asked(_request: HttpRequest, wrong: WronglyAsked) -> HttpResponse:
    places = [
        {"where": ".".join(str(part) for part in one["loc"][1:]), "code": str(one["type"])}
        for one in wrong.errors
    ]
    names = ", ".join(place["where"] for place in places)
    sentence = _now("Yêu cầu chưa đúng ở: {names}. Xem lại mô tả của địa chỉ này.").format(
        names=names
    )
    return problem(422, sentence, wrong=places)


def operations() -> list[URLPattern]:
    """The addresses of the operations, each behind the door."""
    found = {
        str(one.pattern): one
        for one in whole.urls[0]
        if isinstance(one, URLPattern) and one.name != "api-root"
    }
    asked = _asked_by()
    return [
        path(ROOT + address, behind_the_door(one.callback, asked[_plainly(address)]), name=one.name)
        for address, one in found.items()
    ]


def _asked_by() -> dict[str, frozenset[str]]:
    """Address → the names of its parameters after the question mark."""
    return {
        address: frozenset(
            parameter["name"]
            for operation in methods.values()
            for parameter in operation["parameters"]
            if parameter["in"] == "query"
        )
        for address, methods in whole.get_openapi_schema(path_prefix=ROOT)["paths"].items()
    }


def _plainly(route: str) -> str:
    """`figures/<name>` as the document writes it."""
    return "/" + ROOT + route.replace("<", "{").replace(">", "}")


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1, with refusals under their own kind of content. Put together once, to be read only."""
    found: dict[str, Any] = _plain(whole.get_openapi_schema(path_prefix=ROOT))
    for methods in found["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= _FIRST_REFUSAL and "application/json" in answer.get(
                    "content", {}
                ):
                    answer["content"] = {
                        "application/problem+json": answer["content"]["application/json"]
                    }
    return found


def _plain(found: Any) -> Any:
    if isinstance(found, dict):
        return {str(key): _plain(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [_plain(one) for one in found]
    return str(found) if isinstance(found, Promise) else found
