from difflib import get_close_matches

from django.utils.translation import gettext as _

from chibo.base.figures.definition import Figure, UnknownFigure

_figures: dict[str, Figure] = {}


def register(*figures: Figure) -> None:
    """Called by an app's `figures` room when it is loaded. An id belongs to one figure only."""
    for one in figures:
        if _figures.get(one.id, one) is not one:
            raise ValueError(f"two figures share the id {one.id}")
        _figures[one.id] = one


def figure(name: str) -> Figure:
    if name in _figures:
        return _figures[name]
    near = ", ".join(get_close_matches(name, _figures))
    raise UnknownFigure(
        _("Không có số liệu “{id}”. Có phải ý là: {near}?").format(id=name, near=near)
        if near
        else _("Không có số liệu “{id}”. Các số liệu có: {known}.").format(
            id=name, known=", ".join(_figures)
        )
    )


def is_registered(name: str) -> bool:
    return name in _figures


def all_figures() -> list[Figure]:
    return list(_figures.values())
