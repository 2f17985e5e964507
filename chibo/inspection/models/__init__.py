from chibo.inspection.models.discipline import Body, Discipline, Ground, Violation

__all__ = ["Body", "Discipline", "Ground", "Violation"]
