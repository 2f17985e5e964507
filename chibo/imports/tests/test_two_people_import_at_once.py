"""The same list sent by two people of one office, written in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from chibo.base.rules import Refusal
from chibo.imports.actions.applying import apply_import
from chibo.imports.models import FileImport
from chibo.imports.rules.problems import Answers
from chibo.imports.tests.sending import CLEAN, changed, look, send
from chibo.members.models import Person
from tests.world import World

NAMES = ["Hoàng Văn Một", "Hoàng Văn Hai", "Hoàng Văn Ba"]


def write_together(world: World, of: FileImport, together: Barrier) -> int:
    together.wait()
    try:
        return apply_import(of, Answers(), by=world.an)
    except Refusal:
        return 0
    finally:
        connection.close()


def test_everybody_is_written_once(open_world: World) -> None:
    world, together = open_world, Barrier(2)
    people = [changed(CLEAN, name=name) for name in NAMES]
    sent = [send(world, *people), send(world, *people, changed(CLEAN, name="Lò Văn Bốn"))]
    for of in sent:
        look(world, of)
    with ThreadPoolExecutor(2) as pool:
        written = list(pool.map(lambda of: write_together(world, of, together), sent))
    assert sum(written) == Person.objects.filter(full_name__in=[*NAMES, "Lò Văn Bốn"]).count() == 4
