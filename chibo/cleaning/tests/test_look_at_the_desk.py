"""The desk, the worklist, findings left as they are, bulk correction, slips, sweeps."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chibo.audit.models import Entry
from chibo.cleaning.models import Confirmation, Sweep
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import check
from chibo.members.actions.files import correct_file
from chibo.members.models import Membership, Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World


@pytest.fixture
def office(world: World, client: Client) -> Client:
    client.force_login(world.an)
    return client


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def reasons(of: Organisation, rule: str) -> list[str]:
    checked = check(branch(of.pk, timezone.localdate()))
    return [one.reason for one in checked.found if one.rule.code == rule]


def changed(person: Person, **columns: Any) -> None:
    """As a list of before the checks would have left it."""
    Person.objects.filter(pk=person.pk).update(**columns)


def test_the_desk_counts_clean_files_by_cell_and_part(world: World, office: Client) -> None:
    checked = check(branch(world.commune.pk, timezone.localdate()))
    page = text(office, f"/lam-sach/{world.commune.pk}")
    assert f"/ {len(checked.files)}" in page
    assert "Phần trăm hồ sơ sạch" in page
    assert "Chưa có số định danh cá nhân" in page


def test_counts_are_worked_out_again_once_anything_was_written(
    world: World, office: Client
) -> None:
    url, an = f"/lam-sach/{world.commune.pk}", world.people["an"]
    before = office.get(url).context["told"]
    with CaptureQueriesContext(connection) as asked:
        assert office.get(url).context["told"] == before
    assert not [query for query in asked if "qualification" in query["sql"]]
    correct_file(an, {"phone": "0912345678"}, by=world.an, reason="Phiếu đối chiếu")
    after = office.get(url).context["told"]
    assert before.by_rule["phone-missing"] - after.by_rule["phone-missing"] == 1
    office.post(f"/lam-sach/{world.tren.pk}/de-nguyen/resume-missing/{an.pk}", {"note": "Chưa cấp"})
    assert office.get(url).context["told"].kept == after.kept + 1


def test_pages_of_the_worklist_follow_each_other_without_looking_again(
    world: World, office: Client
) -> None:
    commune, an = world.commune.pk, world.people["an"]
    hers = f'href="/dang-vien/{an.pk}"'
    url = f"/lam-sach/{commune}/danh-sach?quy-tac=phone-missing"
    assert hers in text(office, url)
    with CaptureQueriesContext(connection) as asked:
        assert hers in text(office, url)
        office.get(f"/lam-sach/{commune}/sua/phone-missing")
        office.get(f"/lam-sach/{commune}")
    assert not [query for query in asked if "qualification" in query["sql"]]
    correct_file(an, {"phone": "0912345678"}, by=world.an, reason="Phiếu đối chiếu")
    assert hers not in text(office, url)
    assert hers not in text(office, f"/lam-sach/{commune}/sua/phone-missing")


def test_the_worklist_shows_what_the_rules_found(world: World, office: Client) -> None:
    checked = check(branch(world.commune.pk, timezone.localdate()))
    rows = office.get(f"/lam-sach/{world.commune.pk}/danh-sach").context["rows"]
    shown = [(*row["finding"].key, row["finding"].reason) for row in rows]
    assert shown == [(*one.key, one.reason) for one in checked.found][:50]


def test_who_reads_no_names_sees_counts_without_a_way_to_them(world: World, client: Client) -> None:
    client.force_login(world.admin)
    page = text(client, f"/lam-sach/{world.commune.pk}")
    assert "Chưa có số định danh cá nhân" in page
    assert f"/lam-sach/{world.commune.pk}/danh-sach" not in page
    assert client.get(f"/lam-sach/{world.commune.pk}/danh-sach").status_code == 404


def test_a_line_of_the_worklist_opens_the_exact_field(world: World, office: Client) -> None:
    lan = world.people["lan"]
    page = text(office, f"/lam-sach/{world.commune.pk}/danh-sach?quy-tac=id-missing")
    assert f"/dang-vien/{lan.pk}/sua/nhan-than#id_national_id" in page
    assert f'<b class="num">{len(reasons(world.commune, "id-missing"))}</b>' in page


def test_a_cell_secretary_reads_the_list_and_mends_nothing(world: World, client: Client) -> None:
    client.force_login(world.chung)
    page = text(client, f"/lam-sach/{world.tren.pk}/danh-sach")
    assert "/sua/" not in page
    assert "Để nguyên" not in page
    assert client.get(f"/lam-sach/{world.tren.pk}/sua/phone-missing").status_code == 404


def test_a_finding_left_as_it_is_speaks_again_when_the_data_change(
    world: World, office: Client
) -> None:
    an = world.people["an"]
    changed(an, national_id_hash="x", phone="12")
    assert len(reasons(world.commune, "phone-shape")) == 1
    url = f"/lam-sach/{world.tren.pk}/de-nguyen/phone-shape/{an.pk}"
    assert office.post(url, {"note": ""}).status_code == 200
    assert office.post(url, {"note": "Máy bàn của trạm"}).status_code == 302
    assert reasons(world.commune, "phone-shape") == []
    kept = Confirmation.objects.get()
    assert (kept.person, kept.note, kept.confirmed_by) == (an, "Máy bàn của trạm", world.an)
    assert "Máy bàn của trạm" in text(office, f"/lam-sach/{world.commune.pk}/da-xac-nhan")
    changed(an, phone="13")
    assert len(reasons(world.commune, "phone-shape")) == 1


def test_a_confirmation_is_taken_back(world: World, office: Client) -> None:
    an = world.people["an"]
    changed(an, phone="12")
    office.post(f"/lam-sach/{world.tren.pk}/de-nguyen/phone-shape/{an.pk}", {"note": "Đúng"})
    kept = Confirmation.objects.get()
    assert office.post(f"/lam-sach/xac-nhan/{kept.pk}/bo").status_code == 302
    assert len(reasons(world.commune, "phone-shape")) == 1
    assert Entry.objects.filter(verb="finding.reopened").count() == 1


def test_many_files_are_put_right_in_one_go(world: World, office: Client) -> None:
    people = [world.people[name] for name in ("an", "chung")]
    for person in people:
        changed(person, ethnicity="")
        Membership.objects.filter(person=person).update(ethnicity="")
    url = f"/lam-sach/{world.commune.pk}/sua/ethnicity-missing"
    assert people[0].full_name in text(office, url)
    given = {f"p{people[0].pk}-ethnicity": "thai", f"p{people[1].pk}-ethnicity": "", "why": ""}
    again = office.post(url, given)
    assert again.status_code == 200
    assert again.context["rows"][0].field.value() == "thai"
    assert office.post(url, given | {"why": "Phiếu đối chiếu"}).status_code == 302
    assert Person.objects.get(pk=people[0].pk).ethnicity == "thai"
    assert Person.objects.get(pk=people[1].pk).ethnicity == ""
    entry = Entry.objects.get(verb="person.corrected", reason="Phiếu đối chiếu")
    assert entry.key == str(people[0].pk)


def test_a_file_put_right_elsewhere_moves_no_typed_row(world: World, office: Client) -> None:
    an, chung = world.people["an"], world.people["chung"]
    url = f"/lam-sach/{world.commune.pk}/sua/phone-missing?trang=2"
    changed(an, phone="0912345678")
    given = {f"p{an.pk}-phone": "0911111111", f"p{chung.pk}-phone": "0987654321", "why": "Phiếu"}
    assert office.post(url, given).status_code == 302
    phones = [Person.objects.get(pk=person.pk).phone for person in (an, chung)]
    assert phones == ["0912345678", "0987654321"]


def test_one_wrong_row_leaves_all_unwritten_and_typed(world: World, office: Client) -> None:
    people = [world.people[name] for name in ("an", "chung")]
    for person in people:
        changed(person, card_number="")
    changed(world.people["binh"], card_number="990000000077")
    url = f"/lam-sach/{world.commune.pk}/sua/card-missing"
    given = {
        f"p{people[0].pk}-card_number": "990000000088",
        f"p{people[1].pk}-card_number": "990000000077",
        "why": "Sổ thẻ",
    }
    answer = office.post(url, given)
    assert answer.status_code == 200
    assert "990000000088" in answer.content.decode()
    assert Person.objects.get(pk=people[0].pk).card_number == ""


def test_the_worklist_goes_along_as_a_workbook(world: World, office: Client) -> None:
    answer = office.post(f"/lam-sach/{world.commune.pk}/danh-sach/xuat", {"quy-tac": "id-missing"})
    page = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    lacking = Membership.objects.on(timezone.localdate()).filter(
        cell__in=[world.tren, world.duoi, world.school], person__national_id_hash=""
    )
    assert {row[2] for row in rows} == {one.person.full_name for one in lacking}
    assert len(rows) == len(lacking)
    assert Entry.objects.filter(verb="findings.exported").count() == 1


def test_a_slip_is_one_page_with_the_number_masked(world: World, office: Client) -> None:
    an = world.people["an"]
    answer = office.get(f"/lam-sach/nguoi/{an.pk}/phieu.pdf")
    assert answer.status_code == 200
    assert answer.content.count(b"/Type /Page\n") + answer.content.count(b"/Type /Page/") <= 1
    assert Entry.objects.filter(verb="slip.printed", key=str(an.pk)).count() == 1
    assert office.get(f"/lam-sach/{world.tren.pk}/phieu.docx").status_code == 200


def test_a_sweep_is_kept_once_a_day_for_the_level_above(world: World, office: Client) -> None:
    url = f"/lam-sach/{world.commune.pk}/ghi-ket-qua"
    assert office.post(url).status_code == 302
    assert office.post(url).status_code == 302
    sweep = Sweep.objects.get()
    standing = Membership.objects.on(timezone.localdate())
    assert sweep.members == standing.filter(path__startswith=sweep.path).count()
    office.force_login(world.giang)
    page = text(office, f"/lam-sach/{world.province.pk}")
    assert "xã Mường Mẫu" in page
    assert "1 <small>trên 2 đơn vị</small>" in page
    assert world.people["lan"].full_name not in page


def test_a_member_sees_no_desk(world: World, client: Client) -> None:
    client.force_login(world.dung)
    assert client.get(f"/lam-sach/{world.duoi.pk}").status_code == 404
    assert client.get(f"/lam-sach/nguoi/{world.people['dung'].pk}").status_code == 404


def test_the_file_of_a_member_leads_to_its_findings(world: World, office: Client) -> None:
    lan = world.people["lan"]
    assert f"/lam-sach/nguoi/{lan.pk}" in text(office, f"/dang-vien/{lan.pk}")
    assert "Chưa có số định danh cá nhân" in text(office, f"/lam-sach/nguoi/{lan.pk}")


def test_every_rule_says_what_it_rests_on(world: World, office: Client) -> None:
    page = text(office, "/lam-sach/quy-tac")
    assert len(rules()) >= 120
    for one in rules().values():
        assert one.source or one.limits, one.code
    assert f"{len(rules())} quy tắc" in page
