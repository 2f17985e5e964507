"""The auditor reads everything, the administrator what they run, others nothing."""

from datetime import date

from django.test import Client
from django.utils import timezone

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.periods import Period
from chibo.organisations.actions.changing import rename_organisation
from chibo.reports.actions.writing import begin_report
from chibo.reports.models import Wording
from tests.world import World


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def journal(user: User, query: str = "") -> str:
    return signed_in(user).get(f"/nhat-ky{query}").content.decode()


def test_the_auditor_reads_in_words(world: World) -> None:
    page = journal(world.hanh)

    assert "kết thúc tổ chức" in page and "Kết thúc hoạt động cấp huyện" in page
    assert "organisation.ended" not in page.replace('value="organisation.ended"', "")


def test_what_changed_is_shown_with_the_columns_names(world: World) -> None:
    rename_organisation(world.tren, "Chi bộ Trên", date(2026, 6, 1), by=world.an)
    page = journal(world.hanh, "?viec=organisation.renamed")

    assert "tên: Chi bộ bản Trên → Chi bộ Trên" in page


def test_filters(world: World) -> None:
    assert "Không có dòng nào khớp" in journal(world.hanh, "?den=01/01/2020")
    assert "Không có dòng nào khớp" in journal(world.hanh, "?nguon=api")
    assert "Lò Thị An" in journal(world.hanh, "?ai=Lò Thị An&viec=member.admitted")
    assert "không đọc được" in journal(world.hanh, "?tu=abc").lower()


def test_names_of_members_are_not_the_administrators_to_read(world: World) -> None:
    page = journal(world.admin, "?viec=member.admitted")
    assert "Lường Thị Dung" not in page and "Vàng Thị Én" not in page
    assert "giao nhiệm vụ" in journal(world.admin, "?viec=duty.given")


def test_others_do_not_find_it(world: World) -> None:
    for user in (world.an, world.binh, world.chung, world.dung, world.giang):
        assert signed_in(user).get("/nhat-ky").status_code == 404


def test_a_passage_reads_as_words_not_as_placeholders(world: World) -> None:
    report = begin_report(world.commune, "six_month", Period.half(2026, 1), by=world.an)
    for text in ("Kết nạp {admitted} đảng viên.", "Kết nạp {admitted:=5}, còn {gone_app}."):
        wording = Wording(report=report, passage="x", text=text, written_by=world.an)
        wording.written_at = timezone.now()
        wording.save()
        before = {"text": "Chưa viết"}
        note(world.an, "report.passage_written", wording, path="", before=before)
    page = journal(world.hanh, "?viec=report.passage_written")

    assert "Kết nạp [Kết nạp đảng viên] đảng viên." in page
    assert "Kết nạp [Kết nạp đảng viên: 5], còn [gone_app]." in page
    assert "{admitted" not in page
