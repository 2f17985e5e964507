"""What a commune is made of: its cells and how its people write where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

VILLAGES = frozenset({"ban", "tieu_khu", "ap", "thon", "to_dan_pho", "khu_pho"})
HEALTH_AND_SCHOOL = frozenset({"school", "health_station", "extension_station"})


@dataclass(frozen=True)
class CellPlan:
    """`key` is the short name; `size` how many members it has on the commune's seed day."""

    key: str
    base_type: str
    size: int
    founded: date = date(1975, 1, 1)
    ended: date | None = None
    difficult: bool = False

    @property
    def full_name(self) -> str:
        """Chi bộ bản Vặt, but Chi bộ Trường Tiểu học."""
        named = self.key[0].lower() + self.key[1:] if self.is_village else self.key
        return f"Chi bộ {named}"

    @property
    def is_village(self) -> bool:
        return self.base_type in VILLAGES

    def stands(self, on: date) -> bool:
        return self.founded <= on and (self.ended is None or on < self.ended)


@dataclass(frozen=True)
class Area:
    """`mix` says how many of each people live here; `id_code` begins identity numbers of the province."""

    commune: str
    district: str
    province: str
    id_code: str
    card_prefix: str
    mix: Mapping[str, int]
    officials_from: str = "kinh"  # teachers and nurses are more often of this people

    @property
    def before_2025(self) -> str:
        return f"{self.commune}, {self.district}, tỉnh {self.province}"

    @property
    def today(self) -> str:
        return f"{self.commune}, tỉnh {self.province_today}"

    @property
    def province_today(self) -> str:
        return {"Kiên Giang": "An Giang"}.get(self.province, self.province)
