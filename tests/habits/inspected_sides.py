"""Records of inspection of one side, kept by its commune, for walks to knock at."""

from datetime import date
from functools import cached_property

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.inspection.actions.complaints import NewComplaint, receive_complaint
from chibo.inspection.actions.discipline import NewDiscipline, Violated, record_discipline
from chibo.inspection.actions.following import conclude_inspection
from chibo.inspection.actions.opening import (
    Looked,
    NewInspection,
    name_reader,
    open_inspections,
)
from chibo.inspection.actions.pausing import NewPause, pause_inspection
from chibo.inspection.actions.programmes import NewItem, adopt_programme
from chibo.inspection.models import (
    Complaint,
    Discipline,
    Inspected,
    Inspection,
    Pause,
    Programme,
    Reader,
)
from chibo.members.models import Person
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Duty, Organisation, Role
from tests.world import World

SINCE = date(2026, 6, 1)


class InspectedSide:
    """What a Side (tests/habits/sides.py) adds to the books of inspection."""

    world: World
    commune: Organisation
    cell: Organisation
    cell_name: str
    person: Person

    @cached_property
    def inspector(self) -> User:
        """Inspects in the name of the side's commune; the neighbours get theirs here."""
        held = Duty.objects.filter(role=Role.INSPECTION, organisation=self.commune).first()
        if held is None:
            user = create_user(username=f"kt{self.commune.pk}", full_name="Lò Kiểm", by=None)
            give_duty(user, Role.INSPECTION, self.commune, SINCE, by=self.world.admin)
            return user
        return User.objects.get(pk=held.user_id)

    @cached_property
    def inspection(self) -> Inspection:
        """Kept by the commune; it looks at the cell and at a member of it."""
        new = NewInspection(
            unit=self.commune,
            subject="inspection_committee",
            nature="inspection",
            manner="thematic",
            topic=f"Kiểm tra kín {self.cell_name}",
            opened_on=SINCE,
            objects=[Looked(unit=self.cell), Looked(person=self.person)],
        )
        return open_inspections(self.commune, [new], by=self.inspector)[0]

    @cached_property
    def concluded(self) -> Inspection:
        row = self.another_inspection
        return conclude_inspection(row, SINCE, "Kết luận kín", by=self.inspector)

    @property
    def another_inspection(self) -> Inspection:
        new = NewInspection(
            unit=self.commune,
            subject="inspection_committee",
            nature="supervision",
            manner="regular",
            topic=f"Giám sát kín {self.cell_name}",
            opened_on=SINCE,
            objects=[Looked(unit=self.cell)],
        )
        return open_inspections(self.commune, [new], by=self.inspector)[0]

    @property
    def inspected(self) -> Inspected:
        return self.inspection.objects_inspected.get(unit=self.cell)

    @cached_property
    def inspection_reader(self) -> Reader:
        return name_reader(self.inspection, self.world.admin, "Kín", SINCE, by=self.inspector)

    @cached_property
    def inspection_pause(self) -> Pause:
        new = NewPause("force", SINCE, date(2026, 12, 1))
        return pause_inspection(self.inspection, new, by=self.inspector)

    @cached_property
    def programme(self) -> Programme:
        item = NewItem("supervision", "regular", "member", "Việc kín", SINCE, date(2026, 12, 31))
        return adopt_programme(
            self.commune,
            self.cell,
            "cell",
            2026,
            SINCE,
            by=self.inspector,
            items=[item],
        )

    @cached_property
    def discipline(self) -> Discipline:
        new = NewDiscipline(
            "reprimand",
            "committee",
            self.commune,
            SINCE,
            "Lý do kín",
            9,
            15,
            [Violated("activity", "Việc kín", SINCE)],
            person=self.person,
            heard_on=SINCE,
            handed_on=SINCE,
        )
        return record_discipline(self.commune, [new], by=self.inspector)[0]

    @cached_property
    def complaint(self) -> Complaint:
        new = NewComplaint("denunciation", SINCE, "Nội dung kín", "Lò Gửi", unit=self.cell)
        return receive_complaint(self.commune, new, by=self.inspector)
