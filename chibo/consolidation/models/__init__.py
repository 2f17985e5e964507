from chibo.consolidation.models.followed import FollowUp, FollowUpKind, Judgement
from chibo.consolidation.models.force import ForceMember, ForceRole, Secondment
from chibo.consolidation.models.milestones import Milestone, MilestoneResult
from chibo.consolidation.models.plans import (
    Measure,
    Plan,
    PlanMove,
    PlanStep,
    SolutionGroup,
    Weakness,
)
from chibo.consolidation.models.signs import Conclusion

__all__ = [
    "Conclusion",
    "FollowUp",
    "FollowUpKind",
    "ForceMember",
    "ForceRole",
    "Judgement",
    "Measure",
    "Milestone",
    "MilestoneResult",
    "Plan",
    "PlanMove",
    "PlanStep",
    "Secondment",
    "SolutionGroup",
    "Weakness",
]
