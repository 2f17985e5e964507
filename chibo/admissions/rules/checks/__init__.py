"""The conditions of the way into the Party, each said in a sentence with its rule and its numbers.

Pure functions over what is known about a case: the page shows them all, the actions refuse by the same.
"""

from chibo.admissions.rules.checks.check import Check, Verdict, refuse

__all__ = ["Check", "Verdict", "refuse"]
