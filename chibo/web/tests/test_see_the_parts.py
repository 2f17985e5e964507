import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ADDRESSES = ["/_mau", "/_mau?ngay=2018-06-30", "/_mau?loi=1", "/_mau?trang=2", "/_mau/ban-in"]
LARGEST_PAGE = 60_000  # bytes; UX brief, H12


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_part_is_drawn_within_the_policy_and_the_size(
    signed_in: Client, address: str
) -> None:
    answer = signed_in.get(address)
    page = answer.content.decode()
    forbidden = re.findall(r"<[^>]*\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|</?c-", page)
    assert (answer.status_code, forbidden, len(answer.content) <= LARGEST_PAGE) == (200, [], True)


def test_an_id_is_used_once_in_a_page(signed_in: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', signed_in.get("/_mau?ngay=2018-06-30").content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_a_past_day_is_said_in_words(signed_in: Client) -> None:
    page = signed_in.get("/_mau?ngay=2018-06-30").content.decode()
    assert "Đang xem số liệu tại 30/06/2018" in page


def test_wrong_fields_are_named_in_the_summary_and_at_the_field(signed_in: Client) -> None:
    page = signed_in.get("/_mau?loi=1").content.decode()
    assert "Có 2 lỗi cần sửa" in page
    assert '<a href="#id_number">Số định danh cá nhân: Nhập 12 chữ số. Đang có 11.</a>' in page
    assert 'id="id_number_error"' in page
    assert re.search(r'<input[^>]*aria-describedby="id_number_helptext id_number_error"', page)


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/_mau")["Location"] == "/dang-nhap?next=/_mau"


def test_a_row_opens_beside_the_list_as_a_fragment(signed_in: Client) -> None:
    answer = signed_in.get("/_mau?xem=3", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.startswith('<section class="card peek" aria-label="Hà Văn Chương"')
    assert "HX-Request" in answer["Vary"]
