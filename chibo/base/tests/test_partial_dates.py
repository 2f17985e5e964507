from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.base.partial_dates import NotADate, PartialDate

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1850, 1, 1), date(2150, 12, 31))


def known(value):
    return str(PartialDate.parse(value, today=TODAY))


@pytest.mark.parametrize(
    ("written", "as_known"),
    [
        ("3/2/2014", "03/02/2014"),
        ("03-02-2014", "03/02/2014"),
        ("12.7.17", "12/07/2017"),
        ("03 02 2014", "03/02/2014"),
        ("030214", "03/02/2014"),
        ("03022014", "03/02/2014"),
        ("1/1/26", "01/01/2026"),
        ("1/1/27", "01/01/1927"),
        ("05/2009", "05/2009"),
        ("5-2009", "05/2009"),
        ("052009", "05/2009"),
        ("tháng 5/2009", "05/2009"),
        ("Tháng 5 năm 2009", "05/2009"),
        ("ngày 12 tháng 7 năm 2017", "12/07/2017"),
        ("1986", "1986"),
        ("năm 1986", "1986"),
        ("00/00/1945", "1945"),
        ("00/05/2009", "05/2009"),
        ("2017-07-12", "12/07/2017"),
        ("2017-07-12 00:00:00", "12/07/2017"),
        ("12/07/2017 00:00", "12/07/2017"),
        ("29/02/2012", "29/02/2012"),
        (date(2017, 7, 12), "12/07/2017"),
        (datetime.fromisoformat("2017-07-12 08:30"), "12/07/2017"),
        (1986, "1986"),
        (42928, "12/07/2017"),
        (42928.0, "12/07/2017"),
        (42928.5, "12/07/2017"),
        (120717, "12/07/2017"),
        (3022014, "03/02/2014"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(written, as_known):
    assert known(written) == as_known


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/02/2011", "Ngày 31/02/2011 không có thật"),
        ("29/2/11", "Ngày 29/02/2011 không có thật"),
        (
            "7/25/2017",
            "Ngày 07/25/2017 không có thật: không có tháng 25. Ghi ngày trước, tháng sau.",
        ),
        ("13/2009", "Không có tháng 13 trong «13/2009»."),
        ("3/14", "Ngày «3/14» thiếu năm. Ghi đủ bốn chữ số của năm."),
        ("12/07/0207", "Năm 207 trong «12/07/0207» không hợp lý."),
        (
            30214,
            (
                "Số 30214 có thể là ngày 03/02/2014 gõ thiếu số 0 hoặc ngày 20/09/1982 "
                "Excel lưu dưới dạng số. Ghi lại đủ ngày/tháng/năm."
            ),
        ),
        (
            52009,
            (
                "Số 52009 có thể là ngày 05/2009 gõ thiếu số 0 hoặc ngày 23/05/2042 "
                "Excel lưu dưới dạng số. Ghi lại đủ ngày/tháng/năm."
            ),
        ),
        (
            "khoảng hè",
            (
                "Không đọc được ngày «khoảng hè». Ghi như 12/07/2017, 12-7-17, 05/2009 "
                "(chỉ biết tháng) hoặc 1986 (chỉ biết năm)."
            ),
        ),
    ],
)
def test_a_wrong_date_is_refused_with_what_is_wrong(written, sentence):
    with pytest.raises(NotADate) as refused:
        PartialDate.parse(written, today=TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "written",
    ["", "1/2/3/4", "17/", "5/0/2009", "123", "12345", "²/5/2009", "0/0/0", "//", "1/2/345"],
)
def test_text_that_is_no_date_is_refused(written):
    with pytest.raises(NotADate):
        PartialDate.parse(written, today=TODAY)


@pytest.mark.parametrize(
    "written", [-5, 0, 10**9, True, float("nan"), float("inf"), 1000, 1986.5, 12, 99999999]
)
def test_a_number_that_is_no_date_is_refused(written):
    with pytest.raises(NotADate):
        PartialDate.parse(written, today=TODAY)


@given(st.one_of(st.text(), st.text(alphabet="0123456789/.- tn"), st.integers(), st.floats()))
def test_whatever_is_in_the_cell_is_read_or_refused(value):
    try:
        read = PartialDate.parse(value, today=TODAY)
    except NotADate:
        return
    assert read.earliest <= read.latest


@given(DAYS, st.sampled_from(["day", "month", "year"]))
def test_what_is_shown_and_what_is_stored_read_back(day, precision):
    first = {
        "day": day,
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }
    known_date = PartialDate(first[precision], precision)
    assert PartialDate.parse(str(known_date)) == known_date
    assert PartialDate.parse(known_date.iso()) == known_date


def test_a_partial_date_spans_every_day_it_may_mean():
    month, year = (
        PartialDate(date(2012, 2, 1), "month"),
        PartialDate(date(1986, 1, 1), "year"),
    )
    assert (month.earliest, month.latest) == (date(2012, 2, 1), date(2012, 2, 29))
    assert (year.earliest, year.latest) == (date(1986, 1, 1), date(1986, 12, 31))


def test_dates_sort_by_day_and_the_better_known_first():
    exact, month, year = map(PartialDate.parse, ("01/01/1986", "01/1986", "1986"))
    later = PartialDate.parse("02/01/1986")
    assert sorted([later, year, month, exact]) == [exact, month, year, later]


def test_a_day_that_is_not_known_cannot_be_stored():
    with pytest.raises(ValueError, match="first day"):
        PartialDate(date(2009, 5, 12), "month")
