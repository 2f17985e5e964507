import pytest
from django.test import Client

from chibo.accounts.models import User

pytestmark = pytest.mark.django_db


def press(client: Client, back: str) -> tuple[str, str, bool]:
    """Where the answer leads, what the cookie says, and what the account remembers."""
    answer = client.post("/co-chu", {"tiep": back})
    return answer["Location"], client.cookies["chu_lon"].value, User.objects.get().large_text


def test_pressing_once_turns_large_text_on_and_goes_back(signed_in: Client) -> None:
    assert press(signed_in, "/_mau?trang=2") == ("/_mau?trang=2", "1", True)


def test_pressing_twice_turns_it_off_again(signed_in: Client) -> None:
    press(signed_in, "/_mau")
    assert press(signed_in, "/_mau") == ("/_mau", "0", False)


def test_a_foreign_address_leads_to_the_first_page(signed_in: Client) -> None:
    assert press(signed_in, "https://example.org/x") == ("/", "1", True)


def test_the_page_comes_in_large_text(signed_in: Client) -> None:
    before = signed_in.get("/_mau").content.decode()
    press(signed_in, "/_mau")
    after = signed_in.get("/_mau").content.decode()
    assert ('class="large-text"' in before, 'class="large-text"' in after) == (False, True)
