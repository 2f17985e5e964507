from datetime import date

import pytest

from chibo.dues.actions.declaring import declare
from chibo.dues.actions.remitting import NewTerms, set_terms
from chibo.dues.tests.rolls import said
from tests.world import World


@pytest.fixture
def declared(world: World) -> World:
    """Zone IV; an and chung of bản Trên are insured and a farmer, Dung and Én farm, Bình and Lan teach."""
    set_terms(world.commune, NewTerms(date(2026, 1, 1), wage_zone=4), by=world.an)
    declare(
        [
            said(world, "an", base=8_500_000),
            said(world, "chung", "below_pension_age", base=10_000),
            said(world, "dung", "below_pension_age", base=5_000),
            said(world, "en", "student"),
            said(world, "binh", base=12_345_678),
            said(world, "lan", base=6_000_050),
        ],
        by=world.an,
    )
    return world
