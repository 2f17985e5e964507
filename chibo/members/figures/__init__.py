"""Figures about members: who is on the roll, what moved, which levels, who holds office."""

from chibo.members.figures import levels, movements, officials, roll  # noqa: F401  (registers them)
