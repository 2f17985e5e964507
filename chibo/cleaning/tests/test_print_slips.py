"""A comparison slip is one page, whatever was found, and never says a whole identity number."""

from datetime import date

from django.utils import timezone

from chibo.base.papers import to_pdf
from chibo.base.tests.papers_reading import pages_of
from chibo.cleaning.papers import slip
from chibo.cleaning.rules.checking import Checked, check
from chibo.members.models import Membership, Person
from chibo.members.papers.heads import grassroots_head
from chibo.organisations.queries.tree import branch
from tests.world import World


def printed(checked: Checked, person: Person) -> list[str]:
    file = next(one for one in checked.files if one.person_id == person.pk)
    found = [one for one in checked.found if one.file is file]
    return pages_of(to_pdf(slip(file, checked.of.name, found, grassroots_head(checked.of))))


def test_the_worst_file_still_fits_one_page(world: World) -> None:
    an = world.people["an"]
    Person.objects.filter(pk=an.pk).update(
        full_name="nguyen thi  hoa 2@",
        born_on=date(2031, 1, 1),
        born_known_to="year",
        religion="la",
        national_id="12345678901",
        old_id="12",
        birth_name="Lò Văn 7",
        birth_province="Sơn Laa",
        native_province="Sơn Laa",
        home_province="Hà Giang",
        native_detail="bản Nà Bó Trên, xã Mường Sang, huyện Mộc Châu, tỉnh Sơn La",
        home_detail="bản Nà Bó Trên, xã Mường Sang, huyện Mộc Châu, tỉnh Sơn La",
        phone="12",
        occupation="la",
        joined_on=date(1929, 1, 1),
        joined_known_to="month",
        official_on=date(2032, 1, 1),
        card_number="12",
        card_issued_on=date(2033, 1, 1),
        old_card_number="12",
        traits=["la"],
    )
    Membership.objects.filter(person=an).update(ethnicity="la")
    checked = check(branch(world.tren.pk, timezone.localdate()))
    assert checked.by_rule["card-shape"] == 1
    pages = printed(checked, an)
    assert len(pages) == 1
    assert "NGƯỜI KHAI" in pages[0]
    assert "(!) Điện thoại" in pages[0]


def test_the_identity_number_stays_masked(world: World) -> None:
    an = world.people["an"]
    checked = check(branch(world.tren.pk, timezone.localdate()))
    (page,) = printed(checked, an)
    assert an.national_id not in page
    assert an.national_id[-4:] in page
