"""Templates of pages read before the first is asked for: one second of the processor at the start of a server.

Read one by one as pages are opened, they come to lie between the rows of whatever is being shown, and the memory
of those rows cannot be given back; and the collector would look through them all day (decision 0013).
"""

import gc
from pathlib import Path

from django.apps import apps
from django.template import Node
from django.template.engine import Engine


def read_all() -> None:
    engine = Engine.get_default()
    for name in sorted(_names()):
        for node in engine.get_template(name).nodelist.get_nodes_by_type(Node):
            _lighten(node)
    for one in gc.get_objects():
        if issubclass(type(one), Node):  # isinstance would wake objects that are lazy
            _lighten(one)


def _names() -> set[str]:
    roots = [Path(app.path, "templates") for app in apps.get_app_configs() if _own(app.name)]
    return {file.relative_to(root).as_posix() for root in roots for file in root.rglob("*.html")}


def _own(app: str) -> bool:
    return app.startswith("chibo.")


def _lighten(node: Node) -> None:
    """A third of a template is needed only while it is read, or to show where it is wrong while it is written:
    which tags were known at each part, and the words each node was made of."""
    node.token = None
    if hasattr(node, "active_library"):  # of a part (django_cotton)
        node.active_library = None
