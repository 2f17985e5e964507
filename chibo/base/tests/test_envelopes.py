"""A file carried by hand: read by whom it is for, believed from whom it is, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.base.envelopes import Card, Own, marks_of
from chibo.base.rules import Refusal

COMMUNE, PROVINCE, OTHER = Own(1), Own(2), Own(3)


@given(st.binary(max_size=2_000))
def test_what_was_written_is_read(content: bytes) -> None:
    file = COMMUNE.sealed(content, PROVINCE.card)

    assert PROVINCE.opened(file, COMMUNE.card) == content
    assert marks_of(file) == (PROVINCE.card.mark, COMMUNE.card.mark)


def test_what_was_written_cannot_be_seen_in_the_file() -> None:
    assert b"Muong Sang" not in COMMUNE.sealed(b"Muong Sang 224", PROVINCE.card)


@given(st.data())
def test_a_file_altered_anywhere_is_refused(data: st.DataObject) -> None:
    file = bytearray(COMMUNE.sealed(b"224", PROVINCE.card))
    at = data.draw(st.integers(len(b"CHIBO-NOP-1\n"), len(file) - 1))
    file[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises(Refusal, match="đã bị sửa"):
        PROVINCE.opened(bytes(file), COMMUNE.card)


def test_only_the_reader_opens_it() -> None:
    file = COMMUNE.sealed(b"224", PROVINCE.card)

    with pytest.raises(Refusal):
        OTHER.opened(file, COMMUNE.card)


def test_nobody_writes_in_the_name_of_another() -> None:
    file = OTHER.sealed(b"224", PROVINCE.card)
    as_from_the_commune = file.replace(OTHER.card.mark, COMMUNE.card.mark, 1)

    for forged in (file, as_from_the_commune):
        with pytest.raises(Refusal):
            PROVINCE.opened(forged, COMMUNE.card)


def test_the_reader_cannot_pass_it_on_as_written_to_somebody_else() -> None:
    letter = PROVINCE.opened(COMMUNE.sealed(b"224", PROVINCE.card), COMMUNE.card)

    with pytest.raises(Refusal):
        OTHER.opened(PROVINCE.sealed(letter, OTHER.card), COMMUNE.card)


def test_a_card_is_written_down_and_read_again() -> None:
    card = COMMUNE.card

    assert Card.parse(card.text) == card
    assert Card.parse(card.text.lower().replace(" ", "\n")) == card
    assert [len(card.text.replace(" ", "")), len(card.fingerprint)] == [106, 19]


@given(st.integers(0, 105), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_slip_of_the_pen_in_a_card_is_noticed(at: int, letter: str) -> None:
    letters = COMMUNE.card.text.replace(" ", "")
    copied = letters[:at] + letter + letters[at + 1 :]

    if copied == letters:
        assert Card.parse(copied) == COMMUNE.card
    elif at < 105:
        with pytest.raises(Refusal, match="106 ký tự"):
            Card.parse(copied)


@pytest.mark.parametrize("text", ["", "chào", "A" * 106, "AAAA"])
def test_something_else_is_no_card(text: str) -> None:
    with pytest.raises(Refusal):
        Card.parse(text)


@pytest.mark.parametrize(
    "file", [b"", b"PK\x03\x04", b"CHIBO-NOP-1\n", b"CHIBO-NOP-2\n" + bytes(400)]
)
def test_a_file_of_another_kind_is_told_apart(file: bytes) -> None:
    with pytest.raises(Refusal, match=r"\.nop"):
        marks_of(file)


def test_keys_stay_the_same_and_differ_by_organisation() -> None:
    assert Own(1).card == COMMUNE.card
    assert len({COMMUNE.card, PROVINCE.card, OTHER.card}) == 3
