from chibo.dues.models.collecting import Charge, Method, PaidMonth, Payment, Remittance
from chibo.dues.models.declaring import ZONES, Declaration, DuesTerms, Relief, ReliefKind
from chibo.dues.models.fund import EntryKind, FundEntry

__all__ = [
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
