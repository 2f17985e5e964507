import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, admit_members
from chibo.audit.models import Entry
from chibo.base.periods import Period
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.reports.actions.writing import begin_report
from chibo.reports.models import Report, Wording
from tests.world import World

PERIOD = Period.half(2017, 2)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def report(world: World) -> Report:
    return begin_report(world.commune, "six_month", PERIOD, by=world.an)


@pytest.fixture
def office(client: Client, world: World) -> Client:
    return sign_in(client, world.an)


def shown_text(client: Client, report: Report, passage: str) -> tuple[str, str]:
    """The text of the edit form and the words of the passage beside it."""
    page = client.get(f"/bao-cao/{report.pk}?sua={passage}")
    return page.context["form"].initial["text"], page.context["edited"].text


def save(client: Client, report: Report, passage: str, text: str, note: str = "") -> object:
    shown, _words = shown_text(client, report, passage)
    url = f"/bao-cao/{report.pk}/doan/{passage}"
    return client.post(url, {"text": text, "shown": shown, "note": note}, follow=True)


def words(client: Client, report: Report, passage: str) -> str:
    found = client.get(f"/bao-cao/{report.pk}").context["content"].passage(passage)
    return str(found.text)


def test_beginning_a_report_leaves_a_draft_and_a_line(world: World, office: Client) -> None:
    offered = office.get("/bao-cao?ky=2017-H2").context["form"].fields["organisation"].choices
    assert offered == [(world.commune.pk, "Đảng bộ xã Mường Mẫu")]

    answer = office.post(
        "/bao-cao/lap",
        {"ky": "2017-H2", "organisation": world.commune.pk, "kind": "six_month"},
        follow=True,
    )

    report = Report.objects.get()
    assert (report.period, report.created_by) == (PERIOD, world.an)
    assert answer.redirect_chain[-1][0] == f"/bao-cao/{report.pk}"
    assert Entry.objects.filter(verb="report.begun", actor=world.an).count() == 1


def test_beginning_it_again_opens_the_same(world: World, office: Client, report: Report) -> None:
    office.post(
        "/bao-cao/lap", {"ky": "2017-H2", "organisation": world.commune.pk, "kind": "six_month"}
    )

    assert Report.objects.count() == 1


def test_another_branch_cannot_be_reported_for(world: World, office: Client) -> None:
    answer = office.post(
        "/bao-cao/lap", {"ky": "2017-H2", "organisation": world.neighbour.pk, "kind": "six_month"}
    )

    assert answer.status_code == 200
    assert "organisation" in answer.context["form"].errors
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", ["neighbour", "superior", "cell_secretary", "member", "auditor"])
def test_a_draft_is_404_to_whoever_may_not_report_there(
    world: World, client: Client, report: Report, role: str
) -> None:
    users = {"neighbour": world.khanh, "superior": world.giang, "cell_secretary": world.chung}
    sign_in(client, users.get(role) or (world.dung if role == "member" else world.hanh))

    for path in ("", "/phu-luc", "/lich-su", "/van-ban.pdf", "/van-ban.docx"):
        assert client.get(f"/bao-cao/{report.pk}{path}").status_code == 404
    assert client.post(f"/bao-cao/{report.pk}/doan/limits", {"text": "x"}).status_code == 404


def test_every_number_on_the_page_opens_onto_its_rows(office: Client, report: Report) -> None:
    page = office.get(f"/bao-cao/{report.pk}").content.decode()
    links = re.findall(r'href="(/so/[^"]+)"', page)

    assert len(links) > 40
    assert all(re.match(r"/so/[a-z_]+\?dv=\d+&amp;(ngay|ky)=", link) for link in links)


def test_own_words_keep_their_numbers_live(world: World, office: Client, report: Report) -> None:
    shown, before = shown_text(office, report, "admitted")
    assert "[Kết nạp đảng viên: 1]" in shown
    assert before.startswith("Trong kỳ kết nạp 1 đảng viên")

    save(office, report, "admitted", "Đảng bộ đã kết nạp được [Kết nạp đảng viên: 1] quần chúng.")

    assert Wording.objects.get().text == "Đảng bộ đã kết nạp được {admitted} quần chúng."
    Report.objects.update(first_day=date(2018, 7, 1), last_day=date(2018, 12, 31))
    assert words(office, report, "admitted") == "Đảng bộ đã kết nạp được 0 quần chúng."


def test_a_number_typed_over_needs_a_note(office: Client, report: Report) -> None:
    typed = "Đã kết nạp [Kết nạp đảng viên: 3] đảng viên."

    answer = save(office, report, "admitted", typed)
    assert "note" in answer.context["form"].errors
    assert not Wording.objects.exists()

    save(office, report, "admitted", typed, "Theo báo cáo của chi bộ")
    page = office.get(f"/bao-cao/{report.pk}")
    assert words(office, report, "admitted") == "Đã kết nạp 3 đảng viên."
    assert page.context["content"].problems == (
        "Số sửa tay 3 khác số trong hồ sơ: Kết nạp đảng viên 1.",
    )
    assert 'class="nchip edited"' in page.content.decode()


def test_a_number_written_in_words_of_ones_own_needs_a_note_too(
    office: Client, report: Report
) -> None:
    answer = save(
        office, report, "admitted", "Đã kết nạp 3 đảng viên trong 6 tháng, ngày 05/7/2017."
    )

    assert "note" in answer.context["form"].errors


def test_a_number_added_beside_the_live_ones_needs_a_note_and_is_listed(
    office: Client, report: Report
) -> None:
    shown, _words = shown_text(office, report, "admitted")
    typed = f"{shown} Có 23 chi bộ làm tốt."

    answer = save(office, report, "admitted", typed)
    assert "note" in answer.context["form"].errors
    assert not Wording.objects.exists()

    save(office, report, "admitted", typed, "Báo cáo của các chi bộ.")
    assert office.get(f"/bao-cao/{report.pk}").context["content"].problems == (
        "Số 23 viết trong lời không lấy từ hồ sơ. Căn cứ: Báo cáo của các chi bộ.",
    )


@pytest.mark.parametrize(
    "words_of_ones_own",
    [
        "Thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 và Quy định 232-QĐ/TW trong 6 tháng.",
        "Nhiệm kỳ 2015-2020, năm 2017, quý 4, ngày 03 tháng 02 năm 2017, ngày 02/7.",
    ],
)
def test_dates_years_and_numbers_of_papers_need_none(
    office: Client, report: Report, words_of_ones_own: str
) -> None:
    save(office, report, "limits", words_of_ones_own)

    assert words(office, report, "limits") == words_of_ones_own
    assert office.get(f"/bao-cao/{report.pk}").context["content"].problems == ()


@pytest.mark.parametrize(
    "written", ["Tổng số 23 chi bộ.", "Đạt 3/5 chi bộ.", "Bằng 12,5%.", "20 đồng chí."]
)
def test_other_numbers_do(office: Client, report: Report, written: str) -> None:
    answer = save(office, report, "limits", written)

    assert "note" in answer.context["form"].errors


def test_a_number_in_the_name_of_a_cell_is_no_figure(
    world: World, office: Client, report: Report
) -> None:
    world.duoi.profiles.update(name="Chi bộ Tiểu khu 3", short_name="Tiểu khu 3")

    save(office, report, "limits", "Tiểu khu 3 sinh hoạt chưa đều.")

    assert words(office, report, "limits") == "Tiểu khu 3 sinh hoạt chưa đều."


def test_the_history_reads_as_sentences(office: Client, report: Report) -> None:
    save(office, report, "admitted", "Kết nạp [Kết nạp đảng viên: 1] quần chúng.")

    for path in ("", "/lich-su"):
        page = office.get(f"/bao-cao/{report.pk}{path}").content.decode()
        assert "Kết nạp 1 quần chúng." in page
        assert "{admitted" not in page


def test_rough_words_are_taken_only_while_true(office: Client, report: Report) -> None:
    wrong = save(office, report, "movement", "Có trên [Đảng viên: trên 6] đảng viên.")
    assert "Không nói được “trên 6”: Đảng viên là 6." in wrong.content.decode()

    save(office, report, "movement", "Cuối kỳ có [Đảng viên: trên 5] đảng viên.")
    assert words(office, report, "movement") == "Cuối kỳ có trên 5 đảng viên."


def test_an_unknown_name_in_brackets_is_refused(office: Client, report: Report) -> None:
    answer = save(office, report, "movement", "Có [số lạ: 5].")

    assert "Không có số nào tên “số lạ”" in answer.content.decode()


def test_the_generated_sentence_comes_back_and_nothing_is_lost(
    office: Client, report: Report
) -> None:
    generated = words(office, report, "admitted")
    save(office, report, "admitted", "Kết nạp [Kết nạp đảng viên: 1].")

    office.post(f"/bao-cao/{report.pk}/doan/admitted/tu-sinh")

    assert words(office, report, "admitted") == generated
    kept = office.get(f"/bao-cao/{report.pk}/lich-su?doan=admitted").context["rows"]
    assert [row["version"].text for row in kept] == ["", "Kết nạp {admitted}."]


def test_saving_by_itself_answers_in_a_few_words_and_makes_one_version(
    office: Client, report: Report
) -> None:
    url = f"/bao-cao/{report.pk}/doan/limits"
    answers = [
        office.post(url, {"text": text, "shown": "", "tu_luu": "1"}).content.decode()
        for text in ("Một số chi bộ", "Một số chi bộ sinh hoạt chưa đều.")
    ]

    assert all(answer.startswith("Đã tự lưu lúc ") for answer in answers)
    assert [one.text for one in Wording.objects.all()] == ["Một số chi bộ sinh hoạt chưa đều."]
    assert Entry.objects.filter(verb="report.passage_written").count() == 2


def test_another_persons_words_are_a_version_of_their_own(
    client: Client, world: World, report: Report
) -> None:
    for user, text in ((world.an, "Lời của văn phòng."), (world.binh, "Lời của bí thư.")):
        sign_in(client, user)
        save(client, report, "limits", text)

    assert [one.text for one in Wording.objects.all()] == ["Lời của bí thư.", "Lời của văn phòng."]


def test_braces_people_type_are_no_placeholders(office: Client, report: Report) -> None:
    save(office, report, "limits", "Xem {members} và {{admitted}}.")

    assert words(office, report, "limits") == "Xem (members) và ((admitted))."


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_taking_the_paper_out_is_journalled(
    world: World, office: Client, report: Report, form: str
) -> None:
    answer = office.get(f"/bao-cao/{report.pk}/van-ban.{form}")

    assert answer.status_code == 200
    name = f"bao-cao-dang-bo-xa-muong-mau-2017-h2.{form}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert [
        (line.actor, line.key, line.reason) for line in Entry.objects.filter(verb="report.printed")
    ] == [(world.an, str(report.pk), form)]


def test_number_day_and_place_are_kept_with_before_and_after(
    office: Client, report: Report
) -> None:
    office.post(
        f"/bao-cao/{report.pk}/so-va-ngay",
        {"number": "5", "signed_on": "05/01/2018", "place": "Mường Mẫu"},
    )

    report.refresh_from_db()
    assert (report.number, report.signed_on, report.place) == (5, date(2018, 1, 5), "Mường Mẫu")
    line = Entry.objects.get(verb="report.described")
    assert (line.before["number"], line.after["number"]) == (None, 5)


def test_the_page_asks_the_same_questions_for_more_members(
    world: World, office: Client, report: Report
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            office.get(f"/bao-cao/{report.pk}")
        return len(asked)

    questions()
    before = questions()
    for number in range(3):
        person = fill(
            Person(), {"full_name": f"Lò Thị Mới {number}", "sex": "female", "ethnicity": "thai"}
        )
        entering = Entering(person, world.duoi.pk, date(2017, 9, 2), "probationary")
        admit_members([Admitting(entering, date(2017, 8, 20))], by=world.an)

    assert words(office, report, "admitted").startswith("Trong kỳ kết nạp 4 đảng viên")
    assert questions() == before


@pytest.mark.parametrize("half", [Period.half(2017, 2), Period.half(2026, 1), Period.half(2015, 1)])
def test_saving_a_passage_as_it_was_shown_changes_no_word(
    world: World, office: Client, half: Period
) -> None:
    report = begin_report(world.commune, "six_month", half, by=world.an)
    content = office.get(f"/bao-cao/{report.pk}").context["content"]
    written = {one.key: one.text for one in content.passages() if one.text}

    for key in written:
        shown, _words = shown_text(office, report, key)
        url = f"/bao-cao/{report.pk}/doan/{key}"
        assert office.post(url, {"text": shown, "shown": shown, "note": ""}).status_code == 302

    after = office.get(f"/bao-cao/{report.pk}").context["content"]
    assert {one.key: one.text for one in after.passages() if one.own} == written
    assert after.problems == content.problems


def test_whose_duty_has_no_reports_reads_why(client: Client, world: World) -> None:
    page = sign_in(client, world.hanh).get("/bao-cao").content.decode()

    assert "Nhiệm vụ của đồng chí không có việc lập báo cáo" in page
    assert "Kỳ báo cáo" not in page
