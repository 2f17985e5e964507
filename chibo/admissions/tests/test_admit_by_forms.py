"""Admission and recognition on the screen: the two day-zeros, and the refusal before the 12 months end."""

from datetime import date

from django.urls import reverse

from chibo.admissions.models import Admission, Recognition
from chibo.members.models import Membership, Person
from chibo.members.tests.seeing import errors_in, signed_in_as, text_of
from tests.world import World

ADMITTED = {
    "full_name": "Lò Thị Hà",
    "sex": "female",
    "born": "25/10/1993",
    "decided_on": "28/06/2017",
    "ceremony_on": "12/07/2017",
    "referees": "Hoàng Thị Thu",
    "paper_number": "31",
    "paper_symbol": "QĐ/HU",
    "paper_day": "28/06/2017",
    "paper_issuer": "Ban Thường vụ Huyện ủy",
}


def admit(world: World, **changed: object) -> object:
    address = reverse("admissions:admit", args=[world.commune.pk])
    said = ADMITTED | {"cell": world.school.pk} | changed
    return signed_in_as(world.an).post(address, said)


def recognise(world: World, person: Person, decided: str, effective: str) -> object:
    address = reverse("admissions:recognise", args=[person.pk])
    said = {"decided_on": decided, "effective_on": effective}
    return signed_in_as(world.an).post(address, said)


def test_party_age_from_the_decision_probation_from_the_ceremony(world: World) -> None:
    assert admit(world).status_code == 302

    ha = Person.objects.get(full_name="Lò Thị Hà")
    facts = Admission.objects.get(person=ha)
    assert (ha.joined_on, facts.ceremony_on) == (date(2017, 6, 28), date(2017, 7, 12))
    assert facts.paper and facts.paper.full_number == "31-QĐ/HU"
    stay = Membership.objects.filter(person=ha).earliest("started_on")
    assert (stay.status, stay.started_on, stay.cell) == (
        "probationary",
        date(2017, 7, 12),
        world.school,
    )


def test_recognition_waits_for_the_twelve_months_and_counts_back_to_their_end(world: World) -> None:
    admit(world)
    ha = Person.objects.get(full_name="Lò Thị Hà")

    refused = recognise(world, ha, "11/07/2018", "11/07/2018")
    said = "kết nạp ngày 12/07/2017, hết 12 tháng dự bị ngày 12/07/2018"
    assert said in str(errors_in(refused))
    assert "Điều lệ Đảng" in str(errors_in(refused))
    assert not Recognition.objects.filter(person=ha).exists()
    assert recognise(world, ha, "20/08/2018", "12/07/2018").status_code == 302
    ha.refresh_from_db()
    assert ha.official_on == date(2018, 7, 12)
    found = Recognition.objects.get(person=ha)
    assert (found.decided_on, found.effective_on) == (date(2018, 8, 20), date(2018, 7, 12))


def test_the_form_offers_the_end_of_the_probation(world: World) -> None:
    page = signed_in_as(world.an).get(reverse("admissions:recognise", args=[world.people["en"].pk]))

    assert 'value="26/03/2027"' in page.content.decode()
    assert "hết 12 tháng dự bị tính từ 26/03/2026" in text_of(page)


def test_a_ceremony_before_its_decision_is_refused_beside_the_day(world: World) -> None:
    assert errors_in(admit(world, ceremony_on="01/06/2017")) == {
        "ceremony_on": ["Lễ kết nạp phải tổ chức từ ngày có quyết định trở đi."]
    }


def test_somebody_whose_file_is_kept_joins(world: World) -> None:
    sua = world.people["sua"]
    said = {"cell": world.duoi.pk, "decided_on": "01/09/2026", "ceremony_on": "10/09/2026"}
    address = reverse("admissions:admit_known", args=[sua.pk])

    assert signed_in_as(world.an).post(address, said).status_code == 302
    assert Membership.objects.get(person=sua).status == "probationary"


def test_an_official_member_is_not_recognised_again(world: World) -> None:
    address = reverse("admissions:recognise", args=[world.people["an"].pk])
    page = signed_in_as(world.an).get(address, follow=True)

    assert "không phải là đảng viên dự bị" in text_of(page)


def test_only_who_keeps_the_records_admits(world: World) -> None:
    for user in (world.binh, world.chung, world.khanh, world.giang, world.dung):
        client = signed_in_as(user)
        for address in (
            reverse("admissions:admit", args=[world.commune.pk]),
            reverse("admissions:recognise", args=[world.people["en"].pk]),
        ):
            assert client.get(address).status_code == 404
