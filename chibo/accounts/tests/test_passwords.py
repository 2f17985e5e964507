import pytest
from django.core.exceptions import ValidationError

from chibo.accounts.actions import change_password, create_user, reset_password
from chibo.accounts.models import User
from chibo.base.rules import NotAllowed
from conftest import PASSWORD


def test_passwords_are_kept_as_argon2(person: User) -> None:
    assert person.password.startswith("argon2$argon2id$")
    assert PASSWORD not in person.password


def test_the_installed_settings_hash_with_argon2_first() -> None:
    from chibo import settings

    assert settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


@pytest.mark.parametrize("weak", ["ngắn quá", "1234567890123", "password123", "lo.thi.mai"])
def test_a_weak_password_is_refused(db: None, weak: str) -> None:
    with pytest.raises(ValidationError):
        create_user(username="lo.thi.mai", full_name="Lò Thị Mai", password=weak, by=None)

    assert not User.objects.exists()


def test_an_account_without_a_password_lets_nobody_in(db: None) -> None:
    user = create_user(username="ha.van.tinh", full_name="Hà Văn Tình", by=None)

    assert not user.has_usable_password()


def test_a_one_time_password_works_once_given(person: User) -> None:
    once = reset_password(person, by=None)

    person.refresh_from_db()
    assert person.check_password(once) and person.must_change_password
    assert not person.check_password(PASSWORD)


def test_nobody_changes_the_password_of_another(person: User) -> None:
    other = create_user(username="ha.van.tinh", full_name="Hà Văn Tình", by=None)

    with pytest.raises(NotAllowed):
        change_password(person, new="suối đá trong veo", by=other)


@pytest.mark.parametrize("name", ["Lò Mai", "lò.mai", "-mai", "mai mai", ""])
def test_a_user_name_is_plain_small_letters(db: None, name: str) -> None:
    with pytest.raises(ValidationError):
        create_user(username=name, full_name="Lò Thị Mai", by=None)


def test_a_taken_name_is_refused_with_a_sentence(person: User) -> None:
    with pytest.raises(ValidationError, match="đã có người dùng"):
        create_user(username="LO.THI.MAI", full_name="Lò Thị Mai", by=None)
