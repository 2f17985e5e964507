"""Records of one cell and its commune, made by the actions people use, for walks to knock at.

Made when first asked for: a walk that never opens an import sends none.
"""

import uuid
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import Any

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, admit_members, recognise_member
from chibo.admissions.actions.asking import add_referee, keep_check, keep_opinion
from chibo.admissions.actions.courses import NewCourse, Sending, open_course, send_to_course
from chibo.admissions.actions.following import guide
from chibo.admissions.actions.heads import freeze_heads
from chibo.admissions.actions.opening import NewCase, leave_pipeline, open_case
from chibo.admissions.actions.reviewing import Voting, record_review
from chibo.admissions.models import (
    BackgroundCheck,
    Case,
    Course,
    Guidance,
    HeadCohort,
    Opinion,
    Participant,
    Referee,
    Review,
)
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment
from chibo.base.partial_dates import PartialDate
from chibo.base.periods import Period
from chibo.consolidation.actions.closing import cancel_plan
from chibo.consolidation.actions.force import NewSecondment, Seat, seat_force, second_officers
from chibo.consolidation.actions.milestones import NewMilestone, set_milestones
from chibo.consolidation.actions.planning import NewPlan, Weak, begin_plan
from chibo.consolidation.models import Milestone
from chibo.consolidation.models import Plan as WeakPlan
from chibo.documents.actions import NewPaper, register_paper
from chibo.meetings.actions.content import add_item, record_item
from chibo.meetings.actions.liaison import (
    Following,
    Told,
    assign_liaisons,
    plan_visits,
    tell_visits,
)
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.actions.opening import Opening, open_meeting
from chibo.meetings.actions.photos import attach_photos
from chibo.meetings.actions.planning import Planning, Point, plan_meetings
from chibo.meetings.actions.resolutions import write_resolution
from chibo.meetings.actions.said import Asking, raise_petition
from chibo.meetings.models import (
    AgendaItem,
    Liaison,
    Meeting,
    MinutesVersion,
    Petition,
    Photo,
    PlannedMeeting,
    Resolution,
    Visit,
)
from chibo.members.actions.accounts import link_account
from chibo.members.actions.badges import Earlier, record_earlier_badges
from chibo.members.actions.cards import Handing, grant_cards
from chibo.members.actions.corrections import ask_correction
from chibo.members.actions.departing import note_inactivity
from chibo.members.actions.dossiers import lend_dossier
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import Level, fill, record_level, register_non_member
from chibo.members.actions.leaves import exempt_member
from chibo.members.actions.life import record_entry
from chibo.members.actions.moving import end_membership
from chibo.members.actions.posts import begin_post
from chibo.members.actions.reading import save_view
from chibo.members.actions.reorganising.drafting import begin_reorganisation
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.models import (
    BadgeAward,
    CardEvent,
    CorrectionRequest,
    DossierLoan,
    Exemption,
    InactivityNote,
    Movement,
    Person,
    Post,
    Qualification,
    Relative,
    SavedView,
    Transfer,
)
from chibo.organisations.models import ApiToken, Duty, Organisation, Place, Reorganisation
from chibo.organisations.plan import Plan, Row
from chibo.reports.actions.writing import begin_report
from chibo.reports.models import Report
from chibo.study.actions.following import NewCommitment, commit
from chibo.study.actions.good_models import NewModel, register_models
from chibo.study.actions.sessions import NewSession, hold_sessions
from chibo.study.actions.studies import NewStudy, open_study
from chibo.study.actions.training import NewTraining, Sent, open_training, send_to_training
from chibo.study.models import (
    Commitment,
    GoodModel,
    Learner,
    Study,
    StudySession,
    Trainee,
    Training,
)
from chibo.targets.actions.cohorts import freeze_cohort
from chibo.targets.actions.indicators import Told as Value
from chibo.targets.actions.indicators import tell_values
from chibo.targets.actions.registering import NewTarget, register_targets
from chibo.targets.models import Cohort, IndicatorValue, Target
from tests.habits.cleaned_side import CleanedSide
from tests.habits.dues_side import DuesSide
from tests.habits.handed_side import HandedSide
from tests.habits.imported_side import ImportedSide
from tests.habits.inspected_sides import InspectedSide
from tests.habits.papers_side import PapersSide
from tests.habits.rated_sides import RatedSide
from tests.programs import token_of
from tests.world import World

SINCE = date(2026, 6, 1)


@dataclass
class Side(CleanedSide, DuesSide, HandedSide, ImportedSide, InspectedSide, PapersSide, RatedSide):
    """`cell_name` is its short name, which no other side's pages may show."""

    world: World
    commune: Organisation
    cell: Organisation
    cell_name: str
    person: Person
    keeper: User

    @property
    def place(self) -> Place:
        return self.world.villages[self.cell_name]

    @property
    def duty(self) -> Duty:
        return Duty.objects.filter(user=self.keeper).get()

    @cached_property
    def token(self) -> ApiToken:
        return token_of(self.keeper)[0]

    @cached_property
    def reorganisation(self) -> Reorganisation:
        """A draft that would rename the cell."""
        row = Row(self.cell.pk, name=f"{self.cell_name} Mới")
        plan = Plan(old=(self.cell.pk,), rows=(row,))
        return begin_reorganisation("rename", self.commune, SINCE, plan, by=self.keeper)

    @cached_property
    def post(self) -> Post:
        kind = "cell_deputy_secretary"
        return begin_post(self.person, kind, self.cell, SINCE, by=self.keeper)

    @cached_property
    def level(self) -> Qualification:
        return record_level(self.person, Level("professional", "college"), by=self.keeper)

    @cached_property
    def leave(self) -> Exemption:
        return exempt_member(self.person, "old_weak", SINCE, by=self.keeper)

    @cached_property
    def loan(self) -> DossierLoan:
        told = {"borrower": "Ban Tổ chức", "lent_on": SINCE, "due_on": SINCE}
        return lend_dossier(self.person, **told, by=self.keeper)

    @cached_property
    def inactivity(self) -> InactivityNote:
        told = {"source": "Biên bản họp chi bộ", "by": self.keeper}
        return note_inactivity(self.person, SINCE, "absent", **told)

    @cached_property
    def badge(self) -> BadgeAward:
        return record_earlier_badges([Earlier(self.person, 30)], by=self.keeper)[0]

    @cached_property
    def card(self) -> CardEvent:
        one = Handing(self.recognised, f"9900{self.recognised.pk:08}")
        return grant_cards([one], date(2026, 9, 2), by=self.keeper)[0]

    @cached_property
    def relative(self) -> Relative:
        one = Relative(person=self.person, relation="Bố đẻ", full_name="Người Nhà Kín")
        return record_entry(one, by=self.keeper)

    @cached_property
    def letter(self) -> Transfer:
        """Of somebody of the cell who goes to a unit outside; nobody has acted on it yet."""
        person = self.traveller
        one = Letter(
            person, "official", str(person.pk), SINCE, None, "Đảng bộ Xa", "other_province"
        )
        return issue_transfers([one], by=self.keeper)[0]

    @cached_property
    def traveller(self) -> Person:
        person = self._person(f"Lò Chuyển Đi {self.cell_name}")
        entering = Entering(person, self.cell.pk, date(2026, 5, 1), "official")
        enter_members("registered", [entering], by=self.keeper)
        return person

    @cached_property
    def probationer(self) -> Person:
        """Admitted to the cell, not yet recognised."""
        person = self._person(f"Lò Dự Bị {self.cell_name}")
        entering = Entering(person, self.cell.pk, SINCE, "probationary")
        admit_members([Admitting(entering, SINCE, referees="Vì Văn Chung")], by=self.keeper)
        return person

    @cached_property
    def recognised(self) -> Person:
        """Made official by a decision; nothing has been recorded since."""
        person, day = self._person(f"Lò Chính Thức {self.cell_name}"), date(2025, 8, 1)
        entering = Entering(person, self.cell.pk, day, "probationary")
        admit_members([Admitting(entering, day, referees="Vì Văn Chung")], by=self.keeper)
        recognise_member(person, date(2026, 8, 1), date(2026, 8, 10), by=self.keeper)
        return person

    @property
    def departure(self) -> Movement:
        return Movement.objects.get(person=self.departed, kind="left")

    @cached_property
    def departed(self) -> Person:
        """Left the books of the cell."""
        person = self._person(f"Lò Đã Đi {self.cell_name}")
        entering = Entering(person, self.cell.pk, SINCE, "official")
        enter_members("registered", [entering], by=self.keeper)
        end_membership(person, "left", date(2026, 7, 1), by=self.keeper, reason="Đơn xin ra")
        return person

    @cached_property
    def case(self) -> Case:
        """Somebody the cell follows."""
        return self._case("Lò Theo Dõi")

    @cached_property
    def left_case(self) -> Case:
        return leave_pipeline(self._case("Lò Thôi Xét"), "own_wish", SINCE, by=self.keeper)

    def _case(self, name: str) -> Case:
        facts = {"full_name": f"{name} {self.cell_name}", "sex": "male"}
        known = register_non_member(facts, self.cell, SINCE, by=self.keeper)
        return open_case(NewCase(known, self.cell.pk, SINCE), by=self.keeper)

    @cached_property
    def guidance(self) -> Guidance:
        return guide(self.case, self.world.people["binh"], SINCE, by=self.keeper)

    @cached_property
    def referee(self) -> Referee:
        body = Referee(case=self.case, kind="trade_union", body_name="Công đoàn xã")
        return add_referee(body, by=self.keeper)

    @cached_property
    def opinion(self) -> Opinion:
        asked = Opinion(case=self.case, phase="admission", body_name="Hội Phụ nữ xã")
        return keep_opinion(asked, by=self.keeper)

    @cached_property
    def background_check(self) -> BackgroundCheck:
        asked = BackgroundCheck(case=self.case, relation="Bố đẻ", full_name="Người Nhà Kín")
        return keep_check(asked, by=self.keeper)

    @cached_property
    def review(self) -> Review:
        """A vote that did not carry."""
        vote = Voting("admission", "cell", SINCE, 3, 3, 1, against=2, proposes=False)
        return record_review(self.case, vote, by=self.keeper)

    @cached_property
    def course(self) -> Course:
        """A class in the books of the cell; one probationary member is on its list."""
        new = NewCourse("new_member", f"Lớp của {self.cell_name}", "Trung tâm", SINCE, SINCE)
        return open_course(new, self.cell, by=self.keeper)

    @cached_property
    def cohort(self) -> HeadCohort:
        """The frozen list of the side's area, with the head of the village of its cell."""
        if not HeadCohort.objects.filter(area=self.commune).exists():
            begin_post(
                self._head, "village_head", self.commune, SINCE, by=self.keeper, place=self.place
            )
            freeze_heads([self.commune], 2026, date(2026, 7, 1), by=self.keeper)
        return HeadCohort.objects.get(area=self.commune)

    @cached_property
    def _head(self) -> Person:
        known = {"full_name": f"Lò Trưởng Bản {self.cell_name}", "sex": "male"}
        return register_non_member(known, self.cell, SINCE, by=self.keeper)

    @cached_property
    def participant(self) -> Participant:
        sent = Sending(self.probationer, self.cell.pk)
        return send_to_course(self.course, [sent], by=self.keeper)[0]

    @cached_property
    def work(self) -> Assignment:
        """Given by the cell to one of its members, not yet done."""
        one = Giving(self.cell, "Việc kín", SINCE, date(2026, 12, 31), person=self.person)
        return give_work([one], by=self.keeper)[0]

    @cached_property
    def meeting(self) -> Meeting:
        """Being recorded by the cell, with one point."""
        opening = Opening(
            uuid.uuid4(), "regular", date(2026, 7, 5), time(19, 30), f"Nhà họp {self.cell_name}"
        )
        return open_meeting(self.cell, opening, by=self.keeper)

    @cached_property
    def planned(self) -> PlannedMeeting:
        """To come, with one point."""
        one = Planning(
            self.cell,
            "regular",
            date(2026, 12, 5),
            time(19, 30),
            f"Nhà họp {self.cell_name}",
            points=[Point("Nội dung kín")],
        )
        return plan_meetings([one], by=self.keeper)[0]

    @cached_property
    def asked(self) -> CorrectionRequest:
        """Asked for by the person themselves, not yet answered."""
        person = self.probationer
        user = create_user(username=f"tu.{person.pk}", full_name=person.full_name, by=None)
        link_account(user, person, by=self.keeper)
        return ask_correction(person, "Mục kín", "Nội dung kín", by=user)

    @cached_property
    def liaison(self) -> Liaison:
        """Somebody of the commune's committee follows the cell."""
        begin_post(self.person, "committee_member", self.commune, SINCE, by=self.keeper)
        one = Following(self.person, self.cell, topic="Nội dung kín")
        return assign_liaisons(self.commune, [one], SINCE, by=self.keeper)[0]

    @cached_property
    def planned_visit(self) -> Visit:
        return plan_visits(self.liaison, [date(2026, 12, 5)], by=self.keeper)[0]

    @cached_property
    def visit(self) -> Visit:
        told = Told(date(2026, 7, 5), remark="Nhận xét kín")
        return tell_visits([(self.liaison, told)], by=self.keeper)[0]

    @cached_property
    def petition(self) -> Petition:
        asking = Asking(uuid.uuid4(), "petition", "Nội dung kín", self.cell_name)
        return raise_petition(self.meeting, asking, by=self.keeper)

    @cached_property
    def agenda_item(self) -> AgendaItem:
        return add_item(self.meeting, uuid.uuid4(), "Nội dung kín", by=self.keeper)

    @cached_property
    def version(self) -> MinutesVersion:
        """Minutes of another evening, handed in."""
        chair = self.person
        opening = Opening(
            uuid.uuid4(),
            "extraordinary",
            date(2026, 7, 9),
            time(19, 30),
            f"Nhà họp {self.cell_name}",
            chair,
            chair,
            time(21, 10),
        )
        meeting = open_meeting(self.cell, opening, by=self.keeper)
        item = add_item(meeting, uuid.uuid4(), "Nội dung kín", by=self.keeper)
        record_item(item, title="Nội dung kín", opinions="Kín", conclusion="", by=self.keeper)
        return hand_in(meeting, by=self.keeper)

    def _weak(self, number: str) -> WeakPlan:
        """Begun by the commune for the cell."""
        told = NewPaper(
            number=number,
            symbol=f"KH/{self.cell.pk}",
            kind="plan",
            issuer_name="Đảng ủy",
            issued_on=SINCE,
            summary=f"Củng cố kín {self.cell_name}",
            level="commune",
        )
        new = NewPlan(
            register_paper(told, self.commune, by=self.keeper),
            SINCE,
            date(2026, 12, 31),
            f"Nguyên nhân kín {self.cell_name}",
            weaknesses=[Weak("Hạn chế kín")],
            groups=["Giải pháp kín"],
        )
        return begin_plan(self.commune, self.cell, new, by=self.keeper)

    @cached_property
    def given_up_plan(self) -> WeakPlan:
        """Made before the open one: a unit has one open plan."""
        plan = self._weak("91")
        cancel_plan(plan, SINCE, "Ghi nhầm", by=self.keeper)
        return plan

    @cached_property
    def weak_plan(self) -> WeakPlan:
        assert self.given_up_plan.closed_on
        plan = self._weak("92")
        seat_force(plan, [Seat("head", f"Tổ trưởng kín {self.cell_name}", SINCE)], by=self.keeper)
        sent = NewSecondment("Huyện ủy", SINCE, name="Người Kín", office="Phó Bí thư")
        second_officers(plan, [sent], by=self.keeper)
        return plan

    @cached_property
    def milestone(self) -> Milestone:
        new = NewMilestone(self.cell, f"Mốc kín {self.cell_name}", SINCE, date(2026, 12, 31))
        return set_milestones([new], by=self.keeper)[0]

    @cached_property
    def study(self) -> Study:
        """Held by the cell for its own members; nobody has come yet."""
        title = f"Nghị quyết kín {self.cell_name}"
        new = NewStudy(
            "paper", title, SINCE, date(2026, 12, 1), None, date(2026, 12, 15), papers=[self.paper]
        )
        return open_study(self.cell, new, by=self.keeper)

    @property
    def learner(self) -> Learner:
        return self.study.learners.get(person=self.person)

    @cached_property
    def study_session(self) -> StudySession:
        new = NewSession(date(2026, 7, 5), f"Nhà họp {self.cell_name}")
        return hold_sessions(self.study, [new], by=self.keeper)[0]

    @cached_property
    def commitment(self) -> Commitment:
        new = NewCommitment("plan", 2026, self.cell, SINCE, self.person, "Việc kín")
        return commit([new], by=self.keeper)[0]

    @cached_property
    def target(self) -> Target:
        """Of the cell, waiting; nobody the walk signs in as registered it."""
        new = NewTarget(self.cell, "year", Period.year(2026), Decimal(1), figure="admitted")
        target = register_targets([new], by=self.keeper)[0]
        target.versions.update(proposer=None)
        return target

    @cached_property
    def approved_target(self) -> Target:
        new = NewTarget(self.cell, "year", Period.year(2026), Decimal(9), figure="members")
        target = register_targets([new], by=self.keeper)[0]
        target.versions.update(approved_on=SINCE, proposed_on=SINCE)
        return target

    @cached_property
    def commune_target(self) -> Target:
        known = Target.objects.filter(organisation=self.commune).first()
        if known:  # the cell next door asks for the same
            return known
        new = NewTarget(self.commune, "year", Period.year(2026), Decimal(9), figure="members")
        target = register_targets([new], by=self.keeper)[0]
        target.versions.update(approved_on=SINCE, proposed_on=SINCE)
        return target

    @cached_property
    def frozen_list(self) -> Cohort:
        return freeze_cohort(self.cell, f"Nhóm kín {self.cell_name}", "members", by=self.keeper)

    @cached_property
    def indicator_value(self) -> IndicatorValue:
        told = Value(
            self.cell, "poor_household_rate_percent", 2026, Decimal("1.9"), SINCE, "Nguồn kín"
        )
        return tell_values([told], by=self.keeper)[0]

    @cached_property
    def good_model(self) -> GoodModel:
        new = NewModel(self.cell, f"Mô hình kín {self.cell_name}", SINCE)
        return register_models([new], by=self.keeper)[0]

    @cached_property
    def training(self) -> Training:
        new = NewTraining("theory", f"Lớp kín {self.cell_name}", "Trung tâm", SINCE, SINCE)
        return open_training(new, self.cell, by=self.keeper)

    @cached_property
    def trainee(self) -> Trainee:
        sent = Sent(self.person, self.cell.pk)
        return send_to_training(self.training, [sent], by=self.keeper)[0]

    @cached_property
    def photo(self) -> Photo:
        picture = b"\x89PNG\r\n\x1a\n" + self.cell_name.encode()
        return attach_photos(self.meeting, [picture], by=self.keeper, words="Trang kín")[0]

    @cached_property
    def resolution(self) -> Resolution:
        """Of that evening, not yet issued."""
        texts = ["Kín", "", "", ""]
        return write_resolution(self.version.meeting, "Nghị quyết kín", texts, by=self.keeper)

    def _person(self, name: str) -> Person:
        known = {"full_name": name, "sex": "male", "ethnicity": "thai", "religion": "none"}
        return fill(Person(), known | {"born": PartialDate.parse("1999")})

    def view_of(self, user: User) -> SavedView:
        return save_view(f"Bộ lọc {self.cell_name}", "gioi=nu", by=user)

    @cached_property
    def view(self) -> SavedView:
        return self.view_of(self.keeper)

    @cached_property
    def report(self) -> Report:
        return begin_report(self.cell, "six_month", Period.parse("2026-H1"), by=self.keeper)

    @property
    def words(self) -> list[str]:
        """What only its own people may read: names made so far, and what stands in titles."""
        people = [self.person, *self._made("probationer", "departed", "traveller")]
        cases = [one.person for one in self._made("case", "left_case")]
        return [one.full_name for one in [*people, *cases]] + [
            f"kinh tế {self.cell_name}",
            "Người Nhà Kín",
        ]

    def _made(self, *names: str) -> list[Any]:
        return [vars(self)[name] for name in names if name in vars(self)]


def ours(world: World) -> Side:
    return Side(world, world.commune, world.tren, "Bản Trên", world.people["an"], world.an)


def sister(world: World) -> Side:
    """The cell next to ours, in the same commune."""
    return Side(world, world.commune, world.duoi, "Bản Dưới", world.people["en"], world.an)


def theirs(world: World) -> Side:
    return Side(world, world.neighbour, world.ben, "Bản Bên", world.people["khanh"], world.khanh)
