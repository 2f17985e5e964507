"""A file on its way into the books among what is due, until nothing of it waits."""

from django.utils import timezone

from chibo.accounts.models import User
from chibo.imports import due as due_room
from chibo.imports.tests.sending import CLEAN, changed, look, send, write
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

due = due_in(due_room)


def lines(user: User, of: Organisation) -> list[tuple[str, str, str]]:
    today = timezone.localdate()
    return [(one.what, one.about, one.why) for one in due(user, branch(of, today), today)]


def test_a_file_is_spoken_of_until_its_rows_are_written(world: World) -> None:
    of = send(world, CLEAN, changed(CLEAN, name="Vì Văn Tú", joined="31/02/2011"))
    assert lines(world.an, world.commune) == [
        ("Ghép cột và chạy thử tệp nhập", "ds.xlsx", "Tải lên nhưng chưa ghép cột xong")
    ]

    look(world, of)
    assert lines(world.an, world.commune)[0][2] == "2 dòng chưa ghi vào sổ"

    write(world, of)
    assert lines(world.an, world.commune) == [
        ("Xử lý dòng chờ của tệp nhập", "ds.xlsx", "1 dòng chưa ghi vào sổ")
    ]


def test_only_who_may_import_there_is_told(world: World) -> None:
    send(world, CLEAN)

    for user, of in ((world.binh, world.commune), (world.khanh, world.neighbour)):
        assert lines(user, of) == []
    assert lines(world.an, world.province) == []


def test_a_file_written_whole_is_done(world: World) -> None:
    write(world, send(world, CLEAN))

    assert lines(world.an, world.commune) == []
