"""A person's file: corrections, identity numbers at rest, levels, posts, leaves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from chibo.base.partial_dates import PartialDate
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.files import Level, correct_file, record_level, withdraw_level
from chibo.members.actions.leaves import end_leave, exempt_member, suspend_member
from chibo.members.actions.posts import begin_post, end_post
from chibo.members.models import Exemption, Membership, Post
from chibo.members.queries.reach import people_visible_to, person_visible_to
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def test_a_correction_reaches_what_is_counted(world: World) -> None:
    correct_file(world.people["lan"], {"ethnicity": "tay", "sex": "female"}, by=world.an)
    held = Membership.objects.filter(person=world.people["lan"])
    assert set(held.values_list("ethnicity", flat=True)) == {"tay"}


def test_partial_dates_are_kept_as_known(world: World) -> None:
    correct_file(world.people["lan"], {"official": PartialDate.parse("05/2013")}, by=world.an)
    world.people["lan"].refresh_from_db()
    assert str(world.people["lan"].partial("official")) == "05/2013"


def test_identity_numbers_are_not_readable_in_the_database(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT national_id, national_id_hash FROM person WHERE id = %s",
            [world.people["an"].pk],
        )
        stored = " ".join(cursor.fetchone())
    assert "014185000001" not in stored
    world.people["an"].refresh_from_db()
    assert world.people["an"].national_id == "014185000001"
    assert world.people["an"].masked_id == "•••• •••• 0001"


def test_official_day_before_joining_is_refused_with_a_sentence(world: World) -> None:
    with pytest.raises(ValidationError, match="Ngày chính thức phải sau ngày vào Đảng"):
        correct_file(world.people["lan"], {"official": PartialDate.parse("2001")}, by=world.an)


def test_only_the_office_corrects(world: World) -> None:
    for user in (world.chung, world.dung, world.giang, world.khanh, world.admin):
        with pytest.raises(NotAllowed):
            correct_file(world.people["dung"], {"note": "x"}, by=user)


def test_a_level_is_withdrawn_with_a_reason(world: World) -> None:
    level = record_level(world.people["lan"], Level("theory", "elementary"), by=world.an)
    with pytest.raises(Refusal, match="Ghi lý do"):
        withdraw_level(level, " ", by=world.an)
    withdraw_level(level, "Nhập nhầm", by=world.an)
    assert not world.people["lan"].qualifications.exists()


def test_a_post_ends_and_stays_in_the_roster_of_its_days(world: World) -> None:
    post = begin_post(world.people["lan"], "cell_secretary", world.school, DAY, by=world.an)
    end_post(post, date(2026, 9, 1), "Chuyển công tác", by=world.an)
    held = Post.objects.filter(organisation=world.school)
    assert list(held.on(date(2026, 8, 31))) == [post]
    assert list(held.on(date(2026, 9, 1))) == []


def test_a_second_exemption_waits_for_the_first_to_end(world: World) -> None:
    lan = world.people["lan"]
    first = exempt_member(lan, "old_weak", DAY, by=world.an)
    with pytest.raises(ValidationError, match="đang được miễn sinh hoạt"):
        exempt_member(lan, "old_weak", date(2026, 4, 1), by=world.an)
    end_leave(first, date(2026, 5, 1), by=world.an)
    exempt_member(lan, "old_weak", date(2026, 6, 1), by=world.an)
    assert Exemption.objects.on(date(2026, 5, 15)).filter(person=lan).count() == 0


def test_only_members_of_a_cell_are_suspended(world: World) -> None:
    with pytest.raises(Refusal, match="không sinh hoạt ở chi bộ nào"):
        suspend_member(world.people["gioi"], "x", DAY, by=world.an)


def test_who_may_read_a_file(world: World) -> None:
    lan = world.people["lan"].pk
    readers = {name for name, user in world.users.items() if person_visible_to(user, lan)}
    assert readers == {
        "office",
        "secretary",
        "deputy",
        "inspection",
        "superior_names",
    }


def test_a_member_reads_the_own_file_only(world: World) -> None:
    assert list(people_visible_to(world.dung, DAY)) == [world.people["dung"]]
    assert person_visible_to(world.dung, world.people["dung"].pk) == world.people["dung"]


def test_who_left_is_still_read_where_they_were(world: World) -> None:
    assert person_visible_to(world.an, world.people["hung"].pk) == world.people["hung"]
    assert person_visible_to(world.khanh, world.people["hung"].pk) is None


def test_ends_that_lie_ahead_are_refused(world: World) -> None:
    lan, ahead = world.people["lan"], timezone.localdate() + timedelta(days=1)
    post = begin_post(lan, "cell_secretary", world.school, DAY, by=world.an)
    leave = exempt_member(lan, "old_weak", DAY, by=world.an)

    with pytest.raises(Refusal, match="chưa tới"):
        end_post(post, ahead, "Chuyển công tác", by=world.an)
    with pytest.raises(Refusal, match="chưa tới"):
        end_leave(leave, ahead, by=world.an)
