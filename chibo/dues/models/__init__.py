from chibo.dues.models.collecting import Charge, Method, PaidMonth, Payment, Remittance
from chibo.dues.models.declaring import ZONES, Declaration, DuesTerms, Relief, ReliefKind

__all__ = [
    "ZONES",
    "Charge",
    "Declaration",
    "DuesTerms",
    "Method",
    "PaidMonth",
    "Payment",
    "Relief",
    "ReliefKind",
    "Remittance",
]
