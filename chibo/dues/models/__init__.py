from chibo.dues.models.collecting import Charge, Method, PaidMonth, Payment, Remittance
from chibo.dues.models.declaring import ZONES, Declaration, DuesTerms, Relief, ReliefKind
from chibo.dues.models.fund import (
    BY_HAND,
    HANDED_OVER,
    MAY_BE_SPENT,
    TAKEN_OVER,
    EntryKind,
    FundEntry,
)

__all__ = [
    "BY_HAND",
    "HANDED_OVER",
    "MAY_BE_SPENT",
    "TAKEN_OVER",
    "ZONES",
    "Charge",
    "Declaration",
    "DuesTerms",
    "EntryKind",
    "FundEntry",
    "Method",
    "PaidMonth",
    "Payment",
    "Relief",
    "ReliefKind",
    "Remittance",
]
