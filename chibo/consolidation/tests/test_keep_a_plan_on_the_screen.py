"""From a sign to the decision, on the pages people use."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from chibo.assignments.models import Assignment
from chibo.audit.models import Entry
from chibo.consolidation.models import Conclusion, Milestone, Plan
from chibo.organisations.models import Organisation
from tests.world import World


@pytest.fixture
def office(world: World, client: Client) -> Client:
    client.force_login(world.an)
    return client


def sent(client: Client, url: str, given: dict[str, Any]) -> str:
    """Where the form leads once it is right."""
    answer = client.post(url, given)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def begun(world: World, office: Client, unit: Organisation) -> Plan:
    given = {
        "started_on": "02/03/2026",
        "ends_on": "31/12/2026",
        "causes": "Chi ủy chưa đoàn kết",
        "others": "Sinh hoạt thất thường\n\nChưa có nguồn kết nạp",
        "solutions": "Củng cố chi ủy\nNâng chất lượng sinh hoạt",
        "paper_number": "9",
        "paper_symbol": "KH/ĐU",
        "paper_kind": "plan",
        "paper_day": "02/03/2026",
        "paper_issuer": "Đảng ủy xã Mường Mẫu",
    }
    sent(office, f"/dv/{unit.pk}/cung-co/lap-ke-hoach", given)
    return Plan.objects.get()


def test_a_sign_is_confirmed_and_stands_on_the_board(world: World, office: Client) -> None:
    board, unit = f"/dv/{world.commune.pk}/cung-co", f"/dv/{world.tren.pk}/cung-co"
    assert "dưới 3" in text(office, board)
    given = {"confirmed": "co", "reason": "Không còn nguồn", "concluded_on": "20/11/2026"}
    sent(office, f"{unit}/ket-luan/too_few_members", given)
    row = Conclusion.objects.get()
    assert row.confirmed
    assert row.found == "Có 2 đảng viên chính thức, dưới 3."
    assert "Xác nhận, chưa có kế hoạch" in text(office, board)
    assert "Không còn nguồn" in text(office, f"{unit}/don-vi")


def test_setting_aside_without_a_reason_is_asked_for_it(world: World, office: Client) -> None:
    url = f"/dv/{world.tren.pk}/cung-co/ket-luan/too_few_members"
    answer = office.post(url, {"confirmed": "khong", "concluded_on": "20/11/2026"})
    assert "Ghi lý do kết luận." in answer.content.decode()
    assert not Conclusion.objects.exists()


def test_a_plan_from_its_paper_to_the_recognition(world: World, office: Client) -> None:
    unit = f"/dv/{world.tren.pk}/cung-co"
    seen = {"criterion": "disunity", "reason": "Hai phe", "evidence": "Đơn thư",
            "concluded_on": "05/01/2026"}  # fmt: skip
    sent(office, f"{unit}/dau-hieu", seen)
    plan = begun(world, office, world.tren)
    url = plan.get_absolute_url()
    assert list(plan.groups.values_list("title", flat=True)) == [
        "Củng cố chi ủy",
        "Nâng chất lượng sinh hoạt",
    ]
    measure = {
        "group": plan.groups.first().pk,
        "what": "Bổ sung chi ủy viên",
        "to": f"u-{world.tren.pk}",
        "given_on": "02/03/2026",
        "due_on": "30/04/2026",
    }
    sent(office, f"{url}/bien-phap", measure)
    assert Assignment.objects.get().paper == plan.paper
    seat = {"role": "head", "office": "Phó Bí thư Đảng ủy", "started_on": "02/03/2026"}
    sent(office, f"{url}/to-cong-tac", seat)
    officer = {"name": "Lò Văn Mới", "office": "Phó Bí thư", "sent_from": "Huyện ủy",
               "started_on": "02/03/2026"}  # fmt: skip
    sent(office, f"{url}/tang-cuong", officer)
    note = {"kind": "month", "month": "2026-03", "written_on": "04/04/2026", "judgement": "some",
            "text": "Đã họp chi ủy"}  # fmt: skip
    sent(office, f"{url}/theo-doi", note)
    for row in plan.weaknesses.all():
        sent(office, f"{url}/han-che/{row.pk}", {"on": "01/10/2026", "evidence": "Biên bản"})
    decision = {"on": "02/11/2026", "outcome": "Đã tiến bộ", "paper_number": "12",
                "paper_symbol": "TB/ĐU", "paper_kind": "notice", "paper_day": "02/11/2026",
                "paper_issuer": "Đảng ủy xã Mường Mẫu"}  # fmt: skip
    sent(office, f"{url}/cong-nhan", decision)
    page = text(office, url)
    for words in (
        "Đã thoát yếu kém",
        "12-TB/ĐU",
        "Bổ sung chi ủy viên",
        "Lò Văn Mới",
        "chưa có số liệu",
    ):
        assert words in page


def test_recognition_is_refused_while_a_weakness_is_left_and_nothing_typed_is_lost(
    world: World, office: Client
) -> None:
    plan = begun(world, office, world.tren)
    given = {"on": "02/11/2026", "outcome": "Đã tiến bộ rõ"}
    answer = office.post(f"{plan.get_absolute_url()}/cong-nhan", given)
    shown = answer.content.decode()
    assert "Còn 2 hạn chế chưa có minh chứng" in shown
    assert "Đã tiến bộ rõ" in shown


def test_a_milestone_is_set_and_reached(world: World, office: Client) -> None:
    given = {"what": "nông thôn mới", "set_on": "05/01/2026", "due_on": "31/12/2026"}
    sent(office, f"/dv/{world.commune.pk}/cung-co/moc", given)
    mark = Milestone.objects.get()
    result = {"result": "reached", "on": "09/11/2026", "evidence": "Quyết định của tỉnh"}
    sent(office, f"/cung-co/moc/{mark.pk}", result)
    assert "đạt 11/2026" in text(office, f"/dv/{world.commune.pk}/cung-co")


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_register_and_plan_go_out_as_files_and_the_journal_knows(
    world: World, office: Client, form: str
) -> None:
    plan = begun(world, office, world.tren)
    for url in (
        f"/dv/{world.commune.pk}/cung-co/in/{form}",
        f"{plan.get_absolute_url()}/in/{form}",
    ):
        answer = office.get(url)
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
    verbs = Entry.objects.filter(verb__endswith="printed").values_list("verb", flat=True)
    assert sorted(verbs) == ["plan.printed", "plan.register_printed"]


def test_the_plan_prints_as_a_plan(world: World, office: Client) -> None:
    plan = begun(world, office, world.tren)
    url = plan.get_absolute_url()
    measure = {"group": plan.groups.earliest("number").pk, "what": "Bổ sung chi ủy viên",
               "to": f"u-{world.tren.pk}", "given_on": "02/03/2026", "due_on": "30/04/2026",
               "helpers": "Đoàn Thanh niên"}  # fmt: skip
    sent(office, f"{url}/bien-phap", measure)
    seat = {"role": "head", "office": "Phó Bí thư Đảng ủy", "started_on": "02/03/2026"}
    sent(office, f"{url}/to-cong-tac", seat)
    told = words_of(office.get(f"{url}/van-ban/docx"))
    for words in (
        "KẾ HOẠCH",
        "9-KH/ĐU",
        "ngày 02 tháng 3 năm 2026",
        "Chi ủy chưa đoàn kết",
        "Sinh hoạt thất thường",
        "Củng cố chi ủy",
        "Bổ sung chi ủy viên",
        "Đoàn Thanh niên",
        "30/04/2026",
        "Phó Bí thư Đảng ủy",
    ):
        assert words in told, words
    assert Entry.objects.get(verb="plan.printed").reason == "ke-hoach.docx"
    assert office.get(f"{url}/van-ban/xlsx").status_code == 404


def words_of(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    paragraphs = []
    document = Document(BytesIO(body))
    for table in document.tables:
        paragraphs += [cell.text for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *paragraphs]).split())


def test_forms_that_move_a_plan_on_ask_for_the_paper_behind_it(
    world: World, office: Client
) -> None:
    plan = begun(world, office, world.tren)
    url = plan.get_absolute_url()
    told = {"paper_symbol": "QĐ/ĐU", "paper_kind": "decision", "paper_issuer": "Đảng ủy xã"}
    officer = {"name": "Lò Văn Mới", "office": "Phó Bí thư", "sent_from": "Huyện ủy",
               "started_on": "02/03/2026", "paper_number": "10", "paper_day": "02/03/2026"}  # fmt: skip
    sent(office, f"{url}/tang-cuong", officer | told)
    for path, number, more in (
        ("gia-han", "11", {"ends_on": "30/06/2027"}),
        ("thoi", "12", {}),
        ("mo-lai", "13", {}),
    ):
        given = {"on": "02/11/2026", "reason": f"Lý do {number}", "paper_number": number,
                 "paper_day": "01/11/2026"}  # fmt: skip
        sent(office, f"{url}/{path}", given | told | more)
    page = text(office, url)
    papers = [step.paper.full_number for step in plan.steps.order_by("pk") if step.paper]
    assert papers == ["11-QĐ/ĐU", "12-QĐ/ĐU", "13-QĐ/ĐU"]
    for number in ("10-QĐ/ĐU", *papers):
        assert number in page
