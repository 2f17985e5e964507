from chibo.meetings.models.agenda import AgendaItem, ItemWork, Vote
from chibo.meetings.models.liaison import Liaison, Visit, VisitWork
from chibo.meetings.models.meeting import Meeting, MinutesVersion, State
from chibo.meetings.models.photo import Photo, PhotoKind
from chibo.meetings.models.plan import PlannedItem, PlannedMeeting
from chibo.meetings.models.resolution import Resolution
from chibo.meetings.models.roll import Attendance, Guest, Outside, Presence
from chibo.meetings.models.said import Petition, Raised, Remark
from chibo.meetings.models.score import Score
from chibo.meetings.models.sending import Sending

__all__ = [
    "AgendaItem",
    "Attendance",
    "Guest",
    "ItemWork",
    "Liaison",
    "Meeting",
    "MinutesVersion",
    "Outside",
    "Petition",
    "Photo",
    "PhotoKind",
    "PlannedItem",
    "PlannedMeeting",
    "Presence",
    "Raised",
    "Remark",
    "Resolution",
    "Score",
    "Sending",
    "State",
    "Visit",
    "VisitWork",
    "Vote",
]
