"""What is asked about somebody whose application is in: referees, checks of background, opinions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo.accounts.models import User
from chibo.admissions.actions.asking import add_referee, keep_check, keep_opinion, propose_checks
from chibo.admissions.actions.following import Marking, mark_papers, note_guidance
from chibo.admissions.models import BackgroundCheck, Case, Opinion, Referee
from chibo.cli.demo.calendar import TODAY
from chibo.members.actions.life import record_entries
from chibo.members.models import Person, Relative

_LATER = timedelta(days=9)
_UNION = "Ban Chấp hành Đoàn xã"
_CLEAR = "Lý lịch rõ ràng, gia đình chấp hành tốt chủ trương, pháp luật"


@dataclass(frozen=True)
class Preparing:
    """`asked` is the day of the application; `returned` the day by which all answers were there, None
    while some are still waited for."""

    case: Case
    office: User
    asked: date
    returned: date | None

    def tell(self, members: Sequence[Person]) -> None:
        self._relatives()
        for member in members:
            since = max(date(2019, 3, 1), self.asked - timedelta(days=1500))
            referee = Referee(
                case=self.case,
                kind="member",
                member=member,
                together_since=since,
                written_on=self._day(self.asked + _LATER),
            )
            add_referee(referee, by=self.office)
        for check in propose_checks(self.case, by=self.office):
            if not check.exempt_reason:
                self._check(check)
        self._opinions()
        note_guidance(
            self.case,
            "Tham gia tích cực phong trào của bản, hoàn thành việc thử thách được giao",
            self._day(self.asked + _LATER),
            by=self.office,
        )
        if self.returned:
            laid = [Marking("applicant_biography", "done", self._day(self.asked + _LATER))]
            mark_papers(self.case, laid, by=self.office)

    def _relatives(self) -> None:
        """A father in the village, a mother who is a member."""
        person, family = self.case.person, self.case.person.full_name.split()[0]
        father = Relative(
            person=person, relation="Bố đẻ", full_name=f"{family} Văn Pâng", born="1969",
            home=person.home_detail,
        )  # fmt: skip
        mother = Relative(
            person=person, relation="Mẹ đẻ", full_name="Vì Thị Inh", born="1971", is_member=True
        )
        record_entries([father, mother], by=self.office)

    def _check(self, check: BackgroundCheck) -> None:
        check.sent_on, check.sent_to = self._day(self.asked + _LATER), "Đảng ủy xã Mường Sang"
        check.sent_number = f"{check.case_id % 90 + 10}-CV/ĐU"
        if self.returned:
            check.returned_on, check.result = self._day(self.returned), _CLEAR
        keep_check(check, by=self.office)

    def _opinions(self) -> None:
        for body, at_home in ((_UNION, False), ("Chi ủy nơi cư trú", True)):
            opinion = Opinion(
                case=self.case,
                phase="admission",
                body_name=body,
                is_residence=at_home,
                asked_on=self._day(self.asked + _LATER),
            )
            if self.returned or not at_home:
                opinion.given_on = self._day((self.returned or self.asked) + 2 * _LATER)
                opinion.present, opinion.in_favour = (7, 7)
                opinion.text = "Nhất trí giới thiệu xét kết nạp"
            keep_opinion(opinion, by=self.office)

    def _day(self, wanted: date) -> date:
        return min(wanted, TODAY)
