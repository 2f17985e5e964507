"""The member's file: what the columns say, some of it known only to the month or the year, some missing."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from chibo.base.partial_dates import PartialDate
from chibo.cli.demo.calendar import TODAY, day_between, next_card_day
from chibo.cli.demo.lives import Life
from chibo.cli.demo.places import HEALTH_AND_SCHOOL, Area, CellPlan
from chibo.members.actions.files import Level
from chibo.rulebook.queries import add_months

_GIVEN_AFTER = 18  # nobody is admitted younger
_FESTIVE = [(2, 3), (3, 26), (5, 19), (9, 2), (11, 7), (12, 22)]


class Files:
    """Numbers are invented, well formed and given once: `series` keeps communes apart."""

    def __init__(
        self,
        rng: Random,
        area: Area,
        series: int,
        cells: Iterable[CellPlan],
        quiet: tuple[date, date] | None = None,
    ) -> None:
        """Within `quiet` nobody reaches a badge but those whose day of joining is given."""
        self._rng = rng
        self._quiet = quiet
        self._area = area
        self._cells = {cell.key: cell for cell in cells}
        self._next = series * 1000

    def fill(self, life: Life) -> None:
        """Complete the facts of a life; what is already there stays, what it lacks goes."""
        written = self._identity(life) | self._homes() | self._work(life) | self._party(life)
        life.facts = {
            name: value for name, value in (written | life.facts).items() if name not in life.lacks
        }
        if not life.levels:
            life.levels = self._levels(life)

    def _identity(self, life: Life) -> dict[str, Any]:
        self._next += 1
        old = not life.named and life.age(TODAY) > 60 and self._rng.random() < 0.35
        return {
            "full_name": life.name,
            "sex": life.sex,
            "ethnicity": life.ethnicity,
            "religion": "buddhism" if life.ethnicity == "kho-me" else "none",
            "born": PartialDate(date(life.born.year, 1, 1), "year")
            if old
            else PartialDate(life.born),
            "national_id": self._national_id(life),
            "phone": f"0900 {self._next // 1000 % 1000:03} {self._next % 1000:03}",
            "resume_number": f"{self._area.card_prefix}{self._next:05}",
        }

    def _national_id(self, life: Life) -> str:
        """Province, century and sex, year of birth, six invented digits."""
        century = (life.born.year // 100 - 19) * 2 + (life.sex == "female")
        return f"{self._area.id_code}{century}{life.born.year % 100:02}{self._next:06}"

    def _homes(self) -> dict[str, Any]:
        here = self._area.before_2025
        return {
            "birth_country": "Việt Nam",
            "birth_province": self._area.province,
            "birth_detail": here,
            "native_country": "Việt Nam",
            "native_province": self._area.province,
            "native_detail": here,
            "home_country": "Việt Nam",
            "home_province": self._area.province_today,
            "home_detail": self._area.today,
            "home_before_2025": here,
        }

    def _work(self, life: Life) -> dict[str, Any]:
        base = self._cells[life.cell].base_type
        if life.age(TODAY) > 62:
            return {"occupation": "retired", "occupation_text": "Nghỉ hưu, ở nhà cùng con cháu"}
        if base in HEALTH_AND_SCHOOL:
            words = {"school": "Giáo viên", "health_station": "Y sĩ, điều dưỡng"}
            return {
                "occupation": "public_unit",
                "occupation_text": words.get(base, "Cán bộ khuyến nông"),
                "occupation_at_admission": words.get(base, "Cán bộ khuyến nông"),
            }
        if base in ("police", "military"):
            return {"occupation": "armed_forces", "occupation_text": "Lực lượng vũ trang"}
        if not self._cells[life.cell].is_village:
            return {"occupation": "commune_official", "occupation_text": "Cán bộ, công chức xã"}
        return {
            "occupation": "farmer",
            "occupation_text": "Làm ruộng, làm vườn",
            "occupation_at_admission": "Làm ruộng",
        }

    # ---------------------------------------------------------- union and Party

    def _party(self, life: Life) -> dict[str, Any]:
        union = life.born.year + self._rng.randint(15, 17)
        facts: dict[str, Any] = {
            "union_joined": PartialDate(date(union, 3, 26)),
            "health": self._rng.choice(["Tốt", "Tốt", "Bình thường"]),
        }
        if life.came == "admitted":
            life.referees = life.referees or "Đảng viên chi bộ, Ban Chấp hành Đoàn xã"
            facts["joined_at"] = f"{self._cells[life.cell].full_name}, {self._area.commune}"
            facts["referees"] = life.referees
            return facts | self._card_after_probation(life)
        joined = life.facts.get("joined") or self._off_the_round(self._joined(life))
        official = PartialDate(add_months(joined.day, 12), joined.precision)
        issued = next_card_day(max(official.day, date(2004, 1, 1)))
        old = {"old_card_number": f"{self._next:08}"} if official.day.year < 2003 else {}
        return facts | {"joined": joined, "official": official} | self._card(issued) | old

    def _joined(self, life: Life) -> PartialDate:
        """Some time from their twentieth year to a year before they stand in these books as official."""
        last = add_months(life.came_on, -14)
        first = date(life.born.year + _GIVEN_AFTER + 1, 1, 1)
        youngish = date(life.born.year + 36, 12, 31)
        day = day_between(self._rng, min(first, last), max(min(youngish, last), min(first, last)))
        month, number = self._rng.choice(_FESTIVE)
        festive = date(day.year, month, number)
        day = festive if self._rng.random() < 0.6 and festive <= last else day
        if day.year < 1995 and self._rng.random() < 0.12 and day.year % 5 != last.year % 5:
            return PartialDate(date(day.year, 1, 1), "year")
        if day.year < 2000 and self._rng.random() < 0.1:
            return PartialDate(date(day.year, day.month, 1), "month")
        return PartialDate(day)

    def _off_the_round(self, joined: PartialDate) -> PartialDate:
        if self._quiet is None:
            return joined
        marks = [joined.day.replace(year=joined.day.year + n, day=1) for n in range(30, 95, 5)]
        first = self._quiet[0].replace(day=1)
        hit = any(first <= mark <= self._quiet[1] for mark in marks)
        return PartialDate(date(joined.day.year, 11, 7)) if hit else joined

    def _card(self, issued: date) -> dict[str, Any]:
        return {
            "card_number": f"{self._area.card_prefix}{self._next:010}",
            "card_issued": PartialDate(issued),
            "card_issued_at": self._card_issuer(issued),
        }

    def _card_after_probation(self, life: Life) -> dict[str, Any]:
        """A card is given on the next card day after recognition, if that has come."""
        recognised = next((one.on for one in life.later if one.kind == "recognised"), None)
        if recognised is None:
            return {}
        given = next_card_day(recognised + timedelta(days=40))
        gone = life.gone()
        return self._card(given) if given <= TODAY and (not gone or given < gone) else {}

    def _card_issuer(self, on: date) -> str:
        if on >= date(2025, 7, 1):
            return f"Tỉnh ủy {self._area.province_today}"
        return f"Huyện ủy {self._area.district.removeprefix('huyện ')}"

    # ---------------------------------------------------------- levels

    def _levels(self, life: Life) -> list[Level]:
        schooled = not self._cells[life.cell].is_village or life.born.year > 1984
        schooling = "upper_secondary" if schooled else self._schooling(life)
        levels = [life.schooling or Level("schooling", schooling)]
        if not self._cells[life.cell].is_village:
            levels.append(self.profession(self._cells[life.cell].base_type))
        if life.came != "admitted" and self._rng.random() < 0.75:
            trained = 1958 < life.born.year < 1986 and self._rng.random() < 0.15
            levels.append(Level("theory", "intermediate" if trained else "elementary"))
        return levels

    def _schooling(self, life: Life) -> str:
        if life.born.year < 1950:
            return self._rng.choice(["primary", "primary", "lower_secondary", "reads_writes"])
        return self._rng.choice(
            ["lower_secondary", "lower_secondary", "upper_secondary", "primary"]
        )

    def profession(self, base_type: str) -> Level:
        """A level from intermediate up, with a subject fit for where they work."""
        level = self._rng.choice(["intermediate", "college", "university", "university"])
        majors = {
            "school": ["Sư phạm tiểu học", "Sư phạm Toán", "Sư phạm Ngữ văn", "Giáo dục mầm non"],
            "health_station": ["Y sĩ đa khoa", "Điều dưỡng", "Hộ sinh"],
            "extension_station": ["Trồng trọt", "Chăn nuôi thú y"],
        }
        subjects = majors.get(
            base_type, ["Nông nghiệp", "Hành chính", "Luật", "Kế toán", "Lâm sinh"]
        )
        return Level("professional", level, major=self._rng.choice(subjects))
