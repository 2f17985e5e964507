"""What people do about admissions: the facts first, the cases that lead to them in rooms by noun."""

from chibo.admissions.actions.facts import (
    Admitting,
    Recognising,
    admit_members,
    forget_admissions,
    recognise_member,
    recognise_members,
    withdraw_recognition,
)

__all__ = [
    "Admitting",
    "Recognising",
    "admit_members",
    "forget_admissions",
    "recognise_member",
    "recognise_members",
    "withdraw_recognition",
]
