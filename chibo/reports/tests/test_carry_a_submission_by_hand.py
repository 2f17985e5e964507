"""A submission as a file between two installations, and the answer back. The other one has other keys."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chibo.base.envelopes import Card, Own
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch
from chibo.reports.actions.carrying import carry_answer, carry_submission, take_in_file
from chibo.reports.actions.keys import retire_key, take_down_key
from chibo.reports.actions.receiving import accept_submission, remark_on_cell, return_submission
from chibo.reports.actions.submitting import (
    begin_submission,
    check_submission,
    reopen_submission,
    submit,
)
from chibo.reports.frozen.carried import submission_as_data
from chibo.reports.models import FORMS, KnownKey, Remark, Stage, Submission
from tests.world import World

YEAR = Period.year(2019)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@contextmanager
def at_the_other_place() -> Iterator[None]:
    """Its books come and go: what is written there is not here afterwards."""
    with override_settings(CARRYING_KEY=b"k" * 32), transaction.atomic():
        yield
        transaction.set_rollback(True)


def card_elsewhere(unit: Organisation) -> Card:
    with override_settings(CARRYING_KEY=b"k" * 32):
        return Own(unit.pk).card


def today(unit: Organisation) -> Branch:
    return branch(unit, timezone.localdate())


def know(world: World, keeper: Organisation, other: Organisation, card: Card) -> KnownKey:
    return take_down_key(
        today(keeper), other, card.text, card.fingerprint, "Đồng chí Lan, điện thoại", by=world.an
    )


def hand_in(world: World, unit: Organisation) -> Submission:
    begun = begin_submission(unit, FORMS, YEAR, by=world.an)
    return submit(check_submission(begun, by=world.an), "Đang xác minh.", by=world.an)


def carried(world: World, submission: Submission) -> bytes:
    """Called at the other place: its book of keys holds that of the commune here."""
    key = know(world, submission.organisation, world.commune, here(world))
    return carry_submission(submission, key, by=world.an)


def here(world: World) -> Card:
    with override_settings(CARRYING_KEY=HERE):
        return Own(world.commune.pk).card


HERE = b"h" * 32
MADE: dict[int, bytes] = {}


@pytest.fixture(autouse=True)
def _keys_of_this_place() -> Iterator[None]:
    with override_settings(CARRYING_KEY=HERE):
        yield


@pytest.fixture
def file(world: World) -> bytes:
    """Bản Trên's year, handed in at the other place; the shared world makes the same file again."""
    if world.tren.pk not in MADE:
        with at_the_other_place():
            MADE[world.tren.pk] = carried(world, hand_in(world, world.tren))
    return MADE[world.tren.pk]


@pytest.fixture
def known(world: World) -> KnownKey:
    return know(world, world.commune, world.tren, card_elsewhere(world.tren))


def test_a_file_is_taken_in_once_with_the_same_numbers(
    world: World, file: bytes, known: KnownKey
) -> None:
    with at_the_other_place():
        sent = [sheet["data"] for sheet in submission_as_data(hand_in(world, world.tren))["sheets"]]

    taken = take_in_file(today(world.commune), file, by=world.an)
    again = take_in_file(today(world.commune), file, by=world.an)

    assert again == taken
    assert (taken.organisation, taken.stage, taken.version) == (world.tren, Stage.SUBMITTED, 1)
    assert [sheet["data"] for sheet in submission_as_data(taken)["sheets"]] == sent
    assert known.told.fingerprint in taken.origin
    assert Submission.objects.count() == 1


def test_names_of_people_do_not_travel(world: World) -> None:
    with at_the_other_place():
        told = str(submission_as_data(hand_in(world, world.tren)))

    assert [name for name in ("Lò Thị", "Hùng", "Dung") if name in told] == []


def test_a_file_altered_on_the_way_is_refused(world: World, file: bytes, known: KnownKey) -> None:
    altered = file[:-1] + bytes([file[-1] ^ 1])

    with pytest.raises(Refusal, match="đã bị sửa"):
        take_in_file(today(world.commune), altered, by=world.an)
    assert Submission.objects.count() == 0


def test_a_file_for_another_unit_is_refused(world: World, file: bytes, known: KnownKey) -> None:
    with pytest.raises(Refusal, match="gửi cho đơn vị khác"):
        take_in_file(today(world.tren), file, by=world.an)


def test_a_file_of_a_unit_nobody_knows_is_refused(world: World, file: bytes) -> None:
    with pytest.raises(Refusal, match="Chưa biết khóa"):
        take_in_file(today(world.commune), file, by=world.an)


def test_a_key_given_up_opens_nothing_more(world: World, file: bytes, known: KnownKey) -> None:
    retire_key(known, today(world.commune), "Máy bị mất", by=world.an)

    with pytest.raises(Refusal, match=r"đã thôi dùng từ .*Máy bị mất"):
        take_in_file(today(world.commune), file, by=world.an)


def test_a_unit_hands_in_nothing_in_the_name_of_another(world: World, file: bytes) -> None:
    know(world, world.commune, world.duoi, card_elsewhere(world.tren))

    with pytest.raises(Refusal, match="bản nộp của đơn vị khác"):
        take_in_file(today(world.commune), file, by=world.an)
    assert Submission.objects.count() == 0


def test_an_older_version_played_again_is_refused(
    world: World, file: bytes, known: KnownKey
) -> None:
    first = take_in_file(today(world.commune), file, by=world.an)
    with at_the_other_place():
        theirs = return_submission(
            Submission.objects.get(pk=first.pk), "Xem lại biểu 1.", by=world.an
        )
        second = reopen_submission(theirs, "", by=world.an)
        later = carried(
            world, submit(check_submission(second, by=world.an), "Đã xem.", by=world.an)
        )

    taken = take_in_file(today(world.commune), later, by=world.an)

    assert taken.version == 2
    with pytest.raises(Refusal, match="đã có lần nộp 2; bản đưa vào là lần 1"):
        take_in_file(today(world.commune), file, by=world.an)


def test_the_answer_goes_back_with_the_remarks(world: World) -> None:
    """Here is the cell; its commune decides at the other place."""
    ours = hand_in(world, world.tren)
    know(world, world.tren, world.commune, card_elsewhere(world.commune))
    own = Own(world.tren.pk).card
    with at_the_other_place():
        remark_on_cell(ours.sheets.get(slug="bieu-1"), ("D", 0), "Thiếu một người.", by=world.an)
        decided = return_submission(ours, "Xem lại biểu 1.", by=world.an)
        key = know(world, world.commune, world.tren, own)
        answer = carry_answer(decided, key, by=world.an)

    taken = take_in_file(today(world.tren), answer, by=world.an)
    take_in_file(today(world.tren), answer, by=world.an)

    assert (taken.pk, taken.stage, taken.decision_note) == (
        ours.pk,
        Stage.RETURNED,
        "Xem lại biểu 1.",
    )
    assert [(one.line, one.text) for one in Remark.objects.all()] == [("D", "Thiếu một người.")]


def test_only_the_level_above_answers(world: World) -> None:
    """Bản Dưới, whose key bản Trên was given by mistake, accepts nothing."""
    ours = hand_in(world, world.tren)
    know(world, world.tren, world.duoi, card_elsewhere(world.commune))
    own = Own(world.tren.pk).card
    with at_the_other_place():
        key = know(world, world.commune, world.tren, own)
        answer = carry_answer(accept_submission(ours, by=world.an), key, by=world.an)

    with pytest.raises(Refusal, match="cấp trên trực tiếp"):
        take_in_file(today(world.tren), answer, by=world.an)


def test_what_is_not_handed_in_is_not_carried(world: World) -> None:
    key = know(world, world.tren, world.commune, card_elsewhere(world.commune))
    begun = begin_submission(world.tren, FORMS, YEAR, by=world.an)

    with pytest.raises(Refusal, match="chưa nộp"):
        carry_submission(begun, key, by=world.an)


def test_a_key_counts_once_its_fingerprint_was_heard(world: World) -> None:
    card, other = card_elsewhere(world.tren), card_elsewhere(world.duoi)
    place = today(world.commune)

    with pytest.raises(Refusal, match="không khớp mã khóa"):
        take_down_key(place, world.tren, card.text, other.fingerprint, "Lan", by=world.an)
    own = Own(world.commune.pk).card
    with pytest.raises(Refusal, match="chính đơn vị mình"):
        take_down_key(place, world.tren, own.text, own.fingerprint, "Lan", by=world.an)
    take_down_key(
        place, world.tren, card.text.lower(), card.fingerprint.lower(), "Lan", by=world.an
    )
    with pytest.raises(ValidationError, match="thôi dùng khóa cũ trước"):
        take_down_key(place, world.tren, other.text, other.fingerprint, "Lan", by=world.an)
    with pytest.raises(ValidationError, match="đã ghi cho một đơn vị khác"):
        take_down_key(place, world.duoi, card.text, card.fingerprint, "Lan", by=world.an)


def test_who_may_not_hand_in_keeps_no_keys(world: World) -> None:
    card = card_elsewhere(world.tren)

    with pytest.raises(NotAllowed):
        take_down_key(
            today(world.commune), world.tren, card.text, card.fingerprint, "Lan", by=world.dung
        )


def test_the_pages_lead_from_key_to_file(client: Client, world: World, file: bytes) -> None:
    client.force_login(world.an, backend=BACKEND)
    keys = reverse("reports:keys", args=[world.commune.pk])
    card = card_elsewhere(world.tren)
    told = {
        "organisation": world.tren.pk,
        "card": card.text,
        "heard": "SAI SAI SAI SAI",
        "compared_with": "Lan, điện thoại",
    }

    wrong = client.post(keys, told).content.decode()
    assert "không khớp mã khóa" in wrong
    assert card.text in wrong  # nothing typed is lost
    client.post(keys, told | {"heard": card.fingerprint})
    take_in = reverse("reports:take_in", args=[world.commune.pk])
    answer = client.post(take_in, {"file": SimpleUploadedFile("ban-nop.nop", file)})

    taken = Submission.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, taken.get_absolute_url())
    back = reverse("reports:carried_answer", args=[taken.pk])
    assert client.get(back).status_code == 404
    accept_submission(taken, by=world.an)
    sent = client.get(back)
    assert sent["Content-Disposition"].endswith('.nop"')
    assert sent.content.startswith(b"CHIBO-NOP-1\n")


def test_a_long_list_of_keys_is_turned_page_by_page(
    client: Client, world: World, known: KnownKey
) -> None:
    """Units that are no longer below are named like those that are, and cost no question of their own."""
    client.force_login(world.an, backend=BACKEND)
    keys = reverse("reports:keys", args=[world.commune.pk])
    client.get(keys)
    with CaptureQueriesContext(connection) as one:
        client.get(keys)
    given_up(world, 60)

    with CaptureQueriesContext(connection) as many:
        first = client.get(keys)
    second = client.get(keys, {"trang": 2})

    assert len(many) == len(one)
    names = [[key.name for key in page.context["known"]] for page in (first, second)]
    assert [len(page) for page in names] == [50, 11]
    assert names[0][:2] == ["Chi bộ bản Trên", "Chi bộ bản Bên"]
    assert len(first.content) < 60_000


def given_up(world: World, count: int) -> None:
    """Keys of a cell next door, once known to the commune."""
    card, day = card_elsewhere(world.ben), timezone.localdate()
    KnownKey.objects.bulk_create(
        KnownKey(
            keeper=world.commune,
            organisation=world.ben,
            card=card.text,
            mark=card.mark.hex(),
            compared_with="Lan",
            known_from=day,
            added_by=world.an,
            retired_on=day,
            retired_because="Máy bị mất",
        )
        for _nth in range(count)
    )
