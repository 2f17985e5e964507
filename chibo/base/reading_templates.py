"""Templates of pages read before the first is asked for: one second of the processor at the start of a server.

Read one by one as pages are opened, they come to lie between the rows of whatever is being shown, and the memory
of those rows cannot be given back; and the collector would look through them all day (decision 0013).
"""

import gc
from pathlib import Path
from typing import Any

from django.apps import apps
from django.template import Node
from django.template.base import FilterExpression, NodeList, Template
from django.template.engine import Engine


def read_all() -> None:
    engine = Engine.get_default()
    _lighten_all(gc.get_objects())
    gc.collect()
    gc.disable()
    try:
        for name in sorted(_names()):
            template = engine.get_template(name)
            if not engine.debug:
                _forget_text(template)
            _lighten_all(gc.get_objects(generation=0))
            gc.collect(0)
    finally:
        gc.enable()


def _forget_text(template: Template) -> None:
    """It is shown where a template is wrong while it is written; what was read is kept above its loaders."""
    template.source = ""
    for cached in template.engine.template_loaders:
        for loader in getattr(cached, "loaders", ()):
            loader.reset()


def _lighten_all(made: list[Any]) -> None:
    """At once after each template, so that the next takes the place of what is let go."""
    for one in made:
        kind = type(one)  # isinstance would wake objects that are lazy
        if issubclass(kind, Node):
            _lighten(one)
        elif kind is NodeList:
            # Whether something stands before the first tag is asked while reading.
            del one.__dict__
        elif kind is FilterExpression and not one.filters:
            one.filters = ()


def _names() -> set[str]:
    roots = [Path(app.path, "templates") for app in apps.get_app_configs() if _own(app.name)]
    return {file.relative_to(root).as_posix() for root in roots for file in root.rglob("*.html")}


def _own(app: str) -> bool:
    return app.startswith("chibo.")


def _lighten(node: Node) -> None:
    """Nearly half of a template is needed only while it is read, or to show where it is wrong while it is written:
    which tags were known at each part, the words each node was made of, the text of the whole."""
    node.token = None
    if hasattr(node, "active_library"):  # of a part (django_cotton)
        node.active_library = None
