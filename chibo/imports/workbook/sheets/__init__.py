"""Every sheet of the workbook, in the order of the file. A record kind a later app brings joins here."""

from chibo.imports.workbook.declaring import SheetKind
from chibo.imports.workbook.sheets.admission_plans import (
    COHORTS,
    COURSES,
    LISTED_HEADS,
    PARTICIPANTS,
    TARGETS,
)
from chibo.imports.workbook.sheets.beside import BESIDE
from chibo.imports.workbook.sheets.cases import CASE_PARTS, CASES
from chibo.imports.workbook.sheets.circulated import CIRCULATED
from chibo.imports.workbook.sheets.cleaned import CLEANED
from chibo.imports.workbook.sheets.disciplined import DISCIPLINED
from chibo.imports.workbook.sheets.dossiers import (
    DOSSIER_ITEMS,
    DOSSIER_LOANS,
    DOSSIER_PLACES,
    SUPPLEMENTS,
)
from chibo.imports.workbook.sheets.dues import DUES
from chibo.imports.workbook.sheets.events import CANCELLED, DEPARTURES, INACTIVITY
from chibo.imports.workbook.sheets.holdings import EXEMPTIONS, POSTS, STAYS, SUSPENSIONS
from chibo.imports.workbook.sheets.honours import BADGES, CARDS
from chibo.imports.workbook.sheets.inspected import INSPECTED
from chibo.imports.workbook.sheets.letters import LETTER_STEPS, LETTERS
from chibo.imports.workbook.sheets.liaisons import LIAISONS, VISITS
from chibo.imports.workbook.sheets.lives import AWARDS, CAREER, HOUSEHOLDS, RELATIVES, TRAVELS
from chibo.imports.workbook.sheets.meetings import MEETING_SHEETS
from chibo.imports.workbook.sheets.movements import ADMISSIONS, MOVEMENTS, RECOGNITIONS
from chibo.imports.workbook.sheets.papers import PAPERS
from chibo.imports.workbook.sheets.people import PEOPLE, QUALIFICATIONS
from chibo.imports.workbook.sheets.places import COVERS, PLACES
from chibo.imports.workbook.sheets.rated import APPRAISED
from chibo.imports.workbook.sheets.scheduled import SCHEDULED
from chibo.imports.workbook.sheets.studied import STUDIED
from chibo.imports.workbook.sheets.successions import SUCCESSIONS
from chibo.imports.workbook.sheets.targets import AIMED
from chibo.imports.workbook.sheets.tree import ORGANISATIONS, PLACEMENTS, PROFILES
from chibo.imports.workbook.sheets.weak import WEAK
from chibo.imports.workbook.sheets.works import WORK_STEPS, WORKS

SHEETS: tuple[SheetKind, ...] = (
    ORGANISATIONS,
    PROFILES,
    PLACEMENTS,
    SUCCESSIONS,
    PLACES,
    COVERS,
    PAPERS,
    PEOPLE,
    QUALIFICATIONS,
    MOVEMENTS,
    ADMISSIONS,
    RECOGNITIONS,
    DEPARTURES,
    CANCELLED,
    INACTIVITY,
    POSTS,
    EXEMPTIONS,
    SUSPENSIONS,
    STAYS,
    LETTERS,
    LETTER_STEPS,
    CASES,
    *CASE_PARTS,
    COURSES,
    PARTICIPANTS,
    TARGETS,
    COHORTS,
    LISTED_HEADS,
    CAREER,
    RELATIVES,
    AWARDS,
    TRAVELS,
    HOUSEHOLDS,
    DOSSIER_ITEMS,
    DOSSIER_PLACES,
    DOSSIER_LOANS,
    SUPPLEMENTS,
    BADGES,
    CARDS,
    WORKS,
    WORK_STEPS,
    LIAISONS,
    VISITS,
    *STUDIED,
    *AIMED,
    *DUES,
    *WEAK,
    *INSPECTED,
    *DISCIPLINED,
    *APPRAISED,
    *MEETING_SHEETS,
    *BESIDE,
    *SCHEDULED,
    *CIRCULATED,
    *CLEANED,
)


def sheet(code: str) -> SheetKind:
    return next(one for one in SHEETS if one.code == code)
