"""Lists taken out as files leave a line in the journal."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import require
from chibo.organisations.queries.tree import branch
from chibo.study.actions.training import day_known
from chibo.study.models import Study, Training
from chibo.study.rules import may_keep, may_keep_training


@transaction.atomic
def print_study(study: Study, form: str, *, by: User) -> None:
    """`form` is docx or pdf."""
    require(by, may_keep, study.path)
    note_reading(by, "study.printed", study, path=study.path, reason=form)


@transaction.atomic
def print_training(training: Training, form: str, *, by: User) -> None:
    """`form` is docx or pdf."""
    where = branch(training.organiser, day_known(training))
    require(by, may_keep_training, where.path)
    note_reading(by, "training.printed", training, path=where.path, reason=form)
