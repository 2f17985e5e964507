"""Figures about members: who is on the roll, what moved, which levels, who holds office, what lacks,
badges and cards."""

from chibo.members.figures import (  # noqa: F401  (registers them)
    badges,
    dossiers,
    gaps,
    letters,
    levels,
    movements,
    officials,
    roll,
)
