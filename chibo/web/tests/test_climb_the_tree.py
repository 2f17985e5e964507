"""The tree's counts are the figures', on any day; closed organisations stand in old trees."""

import re
from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.base.figures import Scope, figure, read
from chibo.organisations.queries.tree import branch, placed_under
from chibo.web.queries.tree import tree
from tests.world import World

DAYS = [date(2016, 1, 1), date(2018, 7, 31), date(2024, 1, 1), date(2025, 7, 1), date(2026, 11, 1)]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("day", DAYS)
def test_every_line_counts_what_the_figure_counts(world: World, day: date) -> None:
    root = branch(world.centre, day)
    everything = [row.pk for row in placed_under(root.path, day)]
    nodes, _total = tree(world.admin, root, everything, 0, 100)

    assert {node.unit.pk for node in nodes} == set(everything)
    for node in nodes:
        scope = Scope(branch(node.unit.pk, day), day)
        of_figure = figure("members").rows(scope).count()
        new = figure("members_probationary").rows(scope).count()
        assert (node.size.members, node.size.probationary) == (of_figure, new), node.unit.name


def test_the_district_stands_in_the_old_tree_only(world: World) -> None:
    client = signed_in(world.admin)
    own = f"/dv/{world.province.pk}/cay"
    old = client.get(f"{own}?ngay=2025-06-30&mo={world.district.pk}").content.decode()
    new = client.get(own).content.decode()

    assert "huyện Mẫu" in old and "Chiềng Bên" in old
    assert "huyện Mẫu" not in new and "Chiềng Bên" in new


def test_nodes_open_and_close_with_links(world: World) -> None:
    client = signed_in(world.admin)
    own = f"/dv/{world.province.pk}/cay"
    closed = client.get(own).content.decode()
    assert "Bản Trên" not in closed
    [toggle] = re.findall(rf'href="({own}\?mo={world.commune.pk})"', closed)
    opened = client.get(toggle).content.decode()
    assert "Bản Trên" in opened and "Bản Bên" not in opened
    assert f'class="tg open" href="{own}"' in opened


def test_search_opens_the_branch(world: World) -> None:
    client = signed_in(world.admin)
    page = client.get(f"/dv/{world.centre.pk}/cay?tim=ban tren").content.decode()

    assert "Bản Trên" in page and "Mường Mẫu" in page and "Bản Dưới" not in page
    none = client.get(f"/dv/{world.centre.pk}/cay?tim=khong co").content.decode()
    assert "Không có tổ chức nào khớp" in none


def test_names_of_secretaries_are_for_those_who_may(world: World) -> None:
    own = f"/dv/{world.commune.pk}/cay"

    assert "Vì Văn Chung" in signed_in(world.an).get(own).content.decode()
    assert "Vì Văn Chung" not in signed_in(world.giang).get(own).content.decode()


def test_outside_the_branch_there_is_nothing(world: World) -> None:
    for page in ("", "/cay", "/dia-ban"):
        assert signed_in(world.khanh).get(f"/dv/{world.commune.pk}{page}").status_code == 404
        assert signed_in(world.chung).get(f"/dv/{world.duoi.pk}{page}").status_code == 404


def test_odd_addresses_do_no_harm(world: World) -> None:
    client = signed_in(world.an)
    for query in ("mo=abc,,²,9999999999999999999999", "trang=-1", "trang=abc", "trang=99999"):
        assert client.get(f"/dv/{world.commune.pk}/cay?{query}").status_code == 200
    assert client.get("/dv/99999999999999999/cay").status_code == 404


def test_the_roster_is_of_the_day(world: World) -> None:
    client = signed_in(world.an)
    then = client.get(f"/dv/{world.commune.pk}?ngay=2017-01-01").content.decode()
    now = client.get(f"/dv/{world.commune.pk}").content.decode()

    assert "2015-2020" in then and "2025-2030" in now and "2015-2020" not in now
    reading = read(figure("members"), Scope(branch(world.commune, DAYS[-1]), DAYS[-1]))
    assert reading.value == 6
