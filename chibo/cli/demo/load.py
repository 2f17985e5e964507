"""Loading the demo world, all of it or nothing."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import able_to_sign_in
from chibo.audit.models import Entry, Source
from chibo.audit.sources import coming_from
from chibo.base.rules import Refusal
from chibo.base.statistics import refresh_statistics
from chibo.base.watching import followed
from chibo.cli.demo import accounts, targets, tree
from chibo.cli.demo.aims import aim
from chibo.cli.demo.badges import honour
from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.cards import change_cards, register_cards
from chibo.cli.demo.classes import Classes
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.consolidating import consolidate
from chibo.cli.demo.district_units import end_units, found_units
from chibo.cli.demo.dong_y import dong_y
from chibo.cli.demo.dossiers import keep_dossiers
from chibo.cli.demo.dues import collect_dues
from chibo.cli.demo.followers import follow_cells
from chibo.cli.demo.handing_in import hand_in
from chibo.cli.demo.inspecting import inspect
from chibo.cli.demo.lang_cheu import lang_cheu
from chibo.cli.demo.letters import tell_letters
from chibo.cli.demo.meetings import tell_meetings
from chibo.cli.demo.merging import merge_communes
from chibo.cli.demo.moc_chau import moc_chau
from chibo.cli.demo.muong_sang import muong_sang
from chibo.cli.demo.rating import tell_the_years
from chibo.cli.demo.studying import study_and_follow
from chibo.cli.demo.van_khanh import van_khanh
from chibo.cli.demo.works import give_work_out
from chibo.organisations.models import Organisation

_REF = "chibo demo"
# Mường Sang keeps cases of those admitted since.
_FOLLOWED_FROM = 2024
# How many Làng Chếu sent to classes from 2006 to 2011: 74 in all.
_SENT = (12, 12, 12, 13, 12, 13)
_NEXT_DOOR = "xã Đông Sang"


def is_loaded() -> bool:
    """Whether this installation began as the demo world."""
    return Entry.objects.filter(source=Source.DEMO, source_ref=_REF).exists()


def load() -> bool:
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
        _build()
        refresh_statistics()
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


def _build() -> None:
    admin = accounts.open_administrator()
    centre = tree.found_centre(admin)
    found = tree.found_provinces(centre, admin)
    units = {name: found_units(name, found[name], admin) for name in ("Bắc Sơn", "Mộc Châu")}
    communes = all_communes()
    communes[0][1].follows_from = _FOLLOWED_FROM
    for district, commune in followed(communes, _("Lập sổ từng xã")):
        commune.found(found[district], admin)
        commune.office = accounts.open_office(
            _office_name(commune),
            f"Văn phòng {commune.name}",
            commune.organisation,
            date(2010, 1, 4),
            admin,
        )
        commune.tell_before()
    refresh_statistics()  # what follows asks about the people just written
    merge_communes([commune for _district, commune in communes], found["Sơn La"], admin)
    end_units([one for some in units.values() for one in some], admin)
    tree.end_districts(found, communes, admin)
    for _district, commune in followed(communes, _("Ghi biến động, thẻ, huy hiệu")):
        commune.tell_after()
        honour(commune)
        register_cards(commune)
    work = _work([commune for _district, commune in communes], centre, found, units, admin)
    for step in followed(work, _("Ghi việc của chi bộ, đảng ủy")):
        step()


def _work(
    communes: list[Commune],
    centre: Organisation,
    found: dict[str, Organisation],
    units: dict[str, list[Organisation]],
    admin: User,
) -> list[Callable[[], object]]:
    """What people of the communes do, told in an order in which each finds what it builds on."""
    by_key = {commune.key: commune for commune in communes}
    first = communes[0]
    return [
        lambda: _follow(by_key),
        lambda: tell_letters(first, next(c for c in communes if c.name.endswith(_NEXT_DOOR))),
        lambda: keep_dossiers(first),
        lambda: change_cards(first),
        lambda: give_work_out(first),
        lambda: follow_cells(first),
        lambda: study_and_follow(by_key),
        lambda: tell_the_years(by_key, found, units, admin),
        lambda: collect_dues(by_key),
        lambda: tell_meetings(by_key),
        lambda: consolidate(by_key, found["Bắc Sơn"]),
        lambda: _open_accounts(communes, {"centre": centre, **found}, admin),
        lambda: aim(by_key),
        lambda: inspect(by_key),
        lambda: hand_in(by_key),
    ]


def _open_accounts(communes: list[Commune], above: dict[str, Organisation], admin: User) -> None:
    first = communes[0]
    places = {**above, **{commune.key: commune.organisation for commune in communes}}
    people = [life.person for life in first.growth.lives if life.person]
    offices = {"vanphong.sonla", *map(_office_name, communes)}
    accounts.open_accounts({**places, **first.cells}, people, offices, admin)


def _follow(communes: Mapping[str, Commune]) -> None:
    """Classes, targets and lists of village heads: what leads to the admissions just told."""
    sent = {"vankhanh": {2023: 8}, "langcheu": dict(zip(range(2006, 2012), _SENT, strict=True))}
    for key, commune in communes.items():
        plain = key.startswith("mocchau")  # a few years of classes are enough around
        first = 2024 if plain else commune.growth.books.year
        Classes(commune, first, sent.get(key, {}), others=0 if plain else 1).tell()
    Classes(communes["muongsang"], TODAY.year).lately(date(2026, 11, 9))
    for key, count in (("muongsang", 12), ("vankhanh", 6), ("langcheu", 5)):
        communes[key].following.today(count)
    targets.one_a_cell(communes["langcheu"], 2006)
    for key, own in (("muongsang", 10), ("vankhanh", 6), ("dongy", 6)):
        targets.some_a_year(communes[key], communes[key].growth.books.year, own)
    targets.for_the_term(communes["muongsang"], 45, 50)
    around = [one for key, one in communes.items() if key.startswith("mocchau")]
    targets.list_heads(around, [2022, 2026])
    targets.list_heads([communes["muongsang"]], range(2018, TODAY.year + 1))


def _office_name(commune: Commune) -> str:
    return "vanphong" if commune.key == "muongsang" else f"vanphong.{commune.key}"
