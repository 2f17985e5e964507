"""Loading the demo world, all of it or nothing."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.queries import able_to_sign_in
from chibo.audit.models import Entry, Source
from chibo.audit.sources import coming_from
from chibo.base.rules import Refusal
from chibo.cli.demo import accounts, tree
from chibo.cli.demo.badges import honour
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.dong_y import dong_y
from chibo.cli.demo.lang_cheu import lang_cheu
from chibo.cli.demo.moc_chau import moc_chau
from chibo.cli.demo.muong_sang import muong_sang
from chibo.cli.demo.van_khanh import van_khanh
from chibo.organisations.models import Organisation

Say = Callable[[str], None]
_REF = "chibo demo"


def is_loaded() -> bool:
    """Whether this installation began as the demo world."""
    return Entry.objects.filter(source=Source.DEMO, source_ref=_REF).exists()


def load(say: Say = lambda _text: None) -> bool:
    """Build the demo world; False when it is there already. Refuses an installation in real use."""
    if is_loaded():
        return False
    if Organisation.objects.exists() or able_to_sign_in().exists():
        raise Refusal(
            _(
                "Cơ sở dữ liệu này đã có tổ chức hoặc tài khoản thật; không nạp dữ liệu mẫu vào đây. "
                "Đặt CHIBO_HOME sang một thư mục khác rồi chạy lại chibo demo."
            )
        )
    with transaction.atomic(), coming_from(Source.DEMO, _REF):
        _build(say)
    return True


def all_communes() -> list[tuple[str, Commune]]:
    """(district, commune)"""
    return [
        ("Mộc Châu", muong_sang()),
        ("An Minh", van_khanh()),
        ("Bắc Yên", lang_cheu()),
        ("Bắc Sơn", dong_y()),
        *(("Mộc Châu", commune) for commune in moc_chau()),
    ]


def _build(say: Say) -> None:
    admin = accounts.open_administrator()
    centre = tree.found_centre(admin)
    found = tree.found_provinces(centre, admin)
    communes = all_communes()
    for district, commune in communes:
        say(commune.short_name)
        commune.found(found[district], admin)
        commune.office = accounts.open_office(
            _office_name(commune),
            f"Văn phòng {commune.name}",
            commune.organisation,
            date(2010, 1, 4),
            admin,
        )
        commune.tell_before()
    tree.end_districts(found, communes, admin)
    for _district, commune in communes:
        commune.tell_after()
        honour(commune)
    first = communes[0][1]
    places = {"centre": centre, **found, **{c.key: c.organisation for _d, c in communes}}
    people = [life.person for life in first.growth.lives if life.person]
    offices = {_office_name(commune) for _d, commune in communes}
    accounts.open_accounts({**places, **first.cells}, people, offices, admin)


def _office_name(commune: Commune) -> str:
    return "vanphong" if commune.key == "muongsang" else f"vanphong.{commune.key}"
