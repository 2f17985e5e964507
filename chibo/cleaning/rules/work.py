"""Occupation, service in the army, levels reached, traits of the statistics."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.text import format_date
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.rules.declaring import (
    FILE_RULES,
    Rule,
    Severity,
    Step,
    Words,
    lacking,
    of_files,
)
from chibo.cleaning.rules.known import Known, age, codes, label, years_after
from chibo.members.models.qualification import LADDERS, Ladder

_WORK, _LEVELS = "nghe-nghiep", "trinh-do"
_FORMS = gettext_lazy("Biểu 2-TCTW và 3-TCTW, phần phân tích")
_LISTS = gettext_lazy("Danh mục của biểu 3-TCTW")
_ARMY = gettext_lazy("Phiếu đảng viên, mục nhập ngũ và xuất ngũ")
_UPPER, _COLLEGE, _UNIVERSITY, _DOCTOR = 4, 3, 4, 6

lacking(
    _WORK,
    [
        ("occupation-missing", "occupation", gettext_lazy("Chưa ghi nghề nghiệp thống kê")),
        ("occupation-text-missing", "occupation_text", gettext_lazy("Chưa ghi nghề nghiệp hiện nay")),
        ("occupation-then-missing", "occupation_at_admission", gettext_lazy("Chưa ghi nghề nghiệp khi vào Đảng")),
    ],
    source=_FORMS,
)  # fmt: skip


@of_files(
    "occupation-unknown",
    _WORK,
    Severity.WRONG,
    gettext_lazy("Nghề nghiệp không có trong danh mục"),
    column="occupation",
    about=("occupation",),
    source=_FORMS,
)
def occupation_unknown(file: MemberFile, known: Known) -> str:
    if not file.occupation or file.occupation in codes("occupations"):
        return ""
    return _("Nghề nghiệp “{word}” không có trong danh mục").format(word=file.occupation)


@of_files(
    "retired-young",
    _WORK,
    Severity.DOUBT,
    gettext_lazy("Nghỉ hưu khi còn trẻ"),
    column="occupation",
    about=("occupation", "born_on"),
    limits=("cleaning.retired_age_min",),
)
def retired_young(file: MemberFile, known: Known) -> str:
    least = known.number("cleaning.retired_age_min")
    if (
        file.occupation != "retired"
        or not file.born_on
        or years_after(file.born_on, least) <= known.on
    ):
        return ""
    return _("Ghi nghỉ hưu, nghỉ công tác khi mới {n} tuổi").format(n=age(file.born_on, known.on))


@of_files(
    "pupil-old",
    _WORK,
    Severity.DOUBT,
    gettext_lazy("Học sinh, sinh viên quá tuổi"),
    column="occupation",
    about=("occupation", "born_on"),
    limits=("cleaning.pupil_age_max", "cleaning.student_age_max"),
)
def pupil_old(file: MemberFile, known: Known) -> str:
    if file.occupation not in ("pupil", "student") or not file.born_on:
        return ""
    most, years = known.number(f"cleaning.{file.occupation}_age_max"), age(file.born_on, known.on)
    if years <= most:
        return ""
    return _("Ghi {work} nhưng đã {n} tuổi (quá {most})").format(
        work=label("occupations", file.occupation).lower(), n=years, most=most
    )


@of_files(
    "enlisted-young",
    _WORK,
    Severity.DOUBT,
    gettext_lazy("Nhập ngũ khi quá nhỏ tuổi"),
    column="enlisted",
    about=("enlisted_on", "born_on"),
    limits=("cleaning.enlisted_age_min",),
)
def enlisted_young(file: MemberFile, known: Known) -> str:
    born, enlisted = file.born_on, file.enlisted_on
    least = known.number("cleaning.enlisted_age_min")
    if born is None or enlisted is None or years_after(born, least).year <= enlisted.year:
        return ""
    return _("Sinh {born}, nhập ngũ {enlisted} khi {n} tuổi (chưa đủ {least})").format(
        born=format_date(born), enlisted=format_date(enlisted), n=age(born, enlisted), least=least
    )


@of_files(
    "discharged-early",
    _WORK,
    Severity.WRONG,
    gettext_lazy("Xuất ngũ trước khi nhập ngũ"),
    column="discharged",
    about=("enlisted_on", "discharged_on"),
    source=_ARMY,
)
def discharged_early(file: MemberFile, known: Known) -> str:
    if not file.enlisted_on or not file.discharged_on or file.discharged_on >= file.enlisted_on:
        return ""
    return _("Nhập ngũ {since}, xuất ngũ {until}").format(
        since=format_date(file.enlisted_on), until=format_date(file.discharged_on)
    )


@of_files(
    "discharged-alone",
    _WORK,
    Severity.GAP,
    gettext_lazy("Có ngày xuất ngũ, chưa ghi ngày nhập ngũ"),
    column="enlisted",
    about=("enlisted_on", "discharged_on"),
    source=_ARMY,
)
def discharged_alone(file: MemberFile, known: Known) -> str:
    if file.enlisted_on or not file.discharged_on:
        return ""
    return _("Xuất ngũ {day}, chưa ghi ngày nhập ngũ").format(day=format_date(file.discharged_on))


@of_files(
    "army-future",
    _WORK,
    Severity.WRONG,
    gettext_lazy("Ngày nhập ngũ, xuất ngũ ở tương lai"),
    column="enlisted",
    about=("enlisted_on", "discharged_on"),
    source=_ARMY,
)
def army_future(file: MemberFile, known: Known) -> str:
    for column, day in (("enlisted", file.enlisted_on), ("discharged", file.discharged_on)):
        if day and day > known.on:
            return known.say_ahead(column, day)
    return ""


@of_files(
    "trait-unknown",
    _WORK,
    Severity.WRONG,
    gettext_lazy("Đặc điểm thống kê không có trong danh mục"),
    column="traits",
    about=("traits",),
    source=_FORMS,
)
def trait_unknown(file: MemberFile, known: Known) -> str:
    odd = [trait for trait in file.traits if trait not in codes("member_traits")]
    return _("Đặc điểm “{word}” không có trong danh mục").format(word=odd[0]) if odd else ""


@of_files(
    "union-member-old",
    _WORK,
    Severity.DOUBT,
    gettext_lazy("Ghi là đoàn viên khi đã quá tuổi đoàn"),
    column="traits",
    about=("traits", "born_on"),
    limits=("cleaning.union_member_age_max",),
)
def union_member_old(file: MemberFile, known: Known) -> str:
    if "youth_union" not in file.traits or not file.born_on:
        return ""
    years, most = age(file.born_on, known.on), known.number("cleaning.union_member_age_max")
    if years <= most:
        return ""
    return _("Ghi đoàn viên nhưng đã {n} tuổi (quá {most})").format(n=years, most=most)


def _lacks(ladder: str, word: Words) -> None:
    def finds(file: MemberFile, known: Known) -> str:
        if file.level(ladder):
            return ""
        return _("{what} chưa ghi").format(what=Ladder(ladder).label)

    FILE_RULES.append(
        Rule(
            f"{ladder}-missing", _LEVELS, Severity.GAP, word, finds, Step.LEVEL,
            about=(), source=_FORMS,
        )
    )  # fmt: skip


_lacks("schooling", gettext_lazy("Chưa ghi trình độ học vấn"))


@of_files(
    "level-unknown",
    _LEVELS,
    Severity.WRONG,
    gettext_lazy("Trình độ không có trong danh mục"),
    Step.LEVEL,
    source=_LISTS,
)
def level_unknown(file: MemberFile, known: Known) -> str:
    for one in file.levels:
        listed = LADDERS.get(one.ladder)
        if listed and one.level not in codes(listed):
            return _("{ladder}: “{level}” không có trong danh mục").format(
                ladder=Ladder(one.ladder).label, level=one.level
            )
    return ""


@of_files(
    "level-future",
    _LEVELS,
    Severity.WRONG,
    gettext_lazy("Ngày đạt trình độ ở tương lai"),
    Step.LEVEL,
    source=_LISTS,
)
def level_future(file: MemberFile, known: Known) -> str:
    for one in file.levels:
        if one.reached_on and one.reached_on > known.on:
            return _("{ladder}: ngày {day} chưa tới").format(
                ladder=Ladder(one.ladder).label, day=format_date(one.reached_on)
            )
    return ""


@of_files(
    "level-young",
    _LEVELS,
    Severity.DOUBT,
    gettext_lazy("Đạt trình độ khi quá nhỏ tuổi"),
    Step.LEVEL,
    about=("born_on",),
    limits=("cleaning.schooling_age_min",),
)
def level_young(file: MemberFile, known: Known) -> str:
    least = known.number("cleaning.schooling_age_min")
    if file.born_on is None:
        return ""
    for one in file.levels:
        if one.reached_on and years_after(file.born_on, least).year > one.reached_on.year:
            return _("Sinh {born}, đạt {ladder} năm {year}").format(
                born=format_date(file.born_on),
                ladder=Ladder(one.ladder).label.lower(),
                year=one.reached_on.year,
            )
    return ""


@of_files(
    "schooling-below-profession",
    _LEVELS,
    Severity.DOUBT,
    gettext_lazy("Cao đẳng, đại học nhưng chưa hết phổ thông"),
    Step.LEVEL,
    source=_LISTS,
)
def schooling_below_profession(file: MemberFile, known: Known) -> str:
    schooling, profession = file.level("schooling"), file.level("professional")
    if not schooling or not profession:
        return ""
    if profession.rank < _COLLEGE or schooling.rank >= _UPPER:
        return ""
    return _("Chuyên môn {profession}, học vấn mới {schooling}").format(
        profession=label("professional_levels", profession.level).lower(),
        schooling=label("schooling", schooling.level).lower(),
    )


@of_files(
    "title-without-degree",
    _LEVELS,
    Severity.DOUBT,
    gettext_lazy("Học hàm nhưng chưa ghi tiến sĩ"),
    Step.LEVEL,
    source=_LISTS,
)
def title_without_degree(file: MemberFile, known: Known) -> str:
    title, profession = file.level("title"), file.level("professional")
    if not title or (profession and profession.rank >= _DOCTOR):
        return ""
    return _("Ghi học hàm {title}, chưa ghi trình độ tiến sĩ").format(
        title=label("academic_titles", title.level).lower()
    )


@of_files(
    "theory-above-schooling",
    _LEVELS,
    Severity.DOUBT,
    gettext_lazy("Cao cấp, cử nhân lý luận nhưng chưa ghi đại học"),
    Step.LEVEL,
    source=gettext_lazy("Học cao cấp lý luận chính trị phải tốt nghiệp đại học; kiểm tra bằng cấp"),
)
def theory_above_schooling(file: MemberFile, known: Known) -> str:
    theory, profession = file.level("theory"), file.level("professional")
    if not theory or theory.level not in ("advanced", "bachelor"):
        return ""
    if profession and profession.rank >= _UNIVERSITY:
        return ""
    return _("Lý luận {theory}, chuyên môn chưa ghi đại học").format(
        theory=label("theory_levels", theory.level).lower()
    )
