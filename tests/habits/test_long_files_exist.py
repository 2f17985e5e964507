from tests.habits.source import ROOT
from tests.sharing import LONG, ONE_BY_ONE


def test_every_file_that_begins_first_or_is_dealt_out_exists() -> None:
    assert [file for file in {*LONG, *ONE_BY_ONE} if not (ROOT / file).is_file()] == []
