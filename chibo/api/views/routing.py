"""Where operations are written down: one router, since one address may be read and sent to."""

from typing import Any

from ninja import Router

from chibo.api.shapes.answers import answers
from chibo.base.figures import Words

router = Router()


def reads(
    address: str, shape: Any, name: str, tag: Words, summary: Words, description: Words
) -> Any:
    return router.get(
        address, response=answers(shape), **_told(name, name, tag, summary, description)
    )


def sends(
    address: str,
    shape: Any,
    name: str,
    tag: Words,
    summary: Words,
    description: Words,
    *,
    url_name: str,
    **more: Any,
) -> Any:
    told = _told(name, url_name, tag, summary, description)
    return router.post(address, response=answers(shape, refused_more=(409, 413)), **told, **more)


def _told(
    name: str, url_name: str, tag: Words, summary: Words, description: Words
) -> dict[str, Any]:
    return {
        "operation_id": name,
        "url_name": url_name,
        "tags": [tag],
        "summary": summary,
        "description": description,
    }
