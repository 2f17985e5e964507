"""The rows behind a number as a workbook: exactly those rows, and a line in the journal."""

from django.test import Client

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.sheets import open_workbook
from tests.world import World


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_office_exports_the_women(world: World) -> None:
    answer = signed_in(world.an).get(f"/so/members_women/xuat?dv={world.commune.pk}")
    book = open_workbook(answer.content, "so.xlsx")
    rows = [[str(cell) for cell in row] for row in book.sheets[0].rows()]

    assert rows[0][0] == "Họ và tên"
    assert [row[0] for row in rows[1:]] == [
        "Lò Thị An",
        "Lường Thị Dung",
        "Vàng Thị Én",
        "Đinh Thị Lan",
    ]
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.actor_name, entry.source) == (
        "figure.exported",
        "Lò Thị An",
        "screen",
    )


def test_who_reads_without_the_right_to_export_is_refused(world: World) -> None:
    before = Entry.objects.count()
    deputy_of_cell = signed_in(world.users["cell_deputy"])
    address = f"dv={world.tren.pk}"

    assert "Xuất Excel" not in deputy_of_cell.get(f"/so/members?{address}").content.decode()
    assert deputy_of_cell.get(f"/so/members/xuat?{address}").status_code == 403
    assert signed_in(world.khanh).get(f"/so/members/xuat?{address}").status_code == 404
    assert Entry.objects.count() == before
