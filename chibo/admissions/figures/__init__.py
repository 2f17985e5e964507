"""Figures about admission: what happened, who was sent to classes, what was planned, whom nobody follows."""

from chibo.admissions.figures import (  # noqa: F401  (registers them)
    cases,
    courses,
    facts,
    heads,
    targets,
)
