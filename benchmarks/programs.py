"""What programs ask of a commune of 4,000 members with a token of its office, in the process."""

from collections.abc import Iterator
from datetime import timedelta
from time import process_time

from django.conf import settings
from django.test import Client
from django.utils import timezone

from benchmarks import shape
from benchmarks.measuring import Line, questions_in, spread
from benchmarks.server import HOST
from chibo.accounts.models import User
from chibo.cli.installation import keep_what_is_loaded
from chibo.organisations.actions.tokens import make_token
from chibo.organisations.models import Duty, Purpose

REQUESTS = 60
CALL_TIME = 100


def calls_of(commune: shape.Commune) -> dict[str, str]:
    org = commune.key
    return {
        "200 members": f"organisations/{org}/members?size=200",
        "200 members, page 20": f"organisations/{org}/members?size=200&page=20",
        "200 members, as of 2023": f"organisations/{org}/members?size=200&on=2023-06-30",
        "members by child": f"figures/members?org={org}&by=child",
        "200 rows behind members": f"figures/members/rows?org={org}&size=200",
    }


def programs(commune: shape.Commune) -> Iterator[Line]:
    settings.PUBLIC_API, settings.API_PER_MINUTE = True, 10_000
    office = User.objects.get(username="office")
    duty = Duty.objects.filter(user=office).earliest("pk")
    last = timezone.localdate() + timedelta(days=1)
    _token, text = make_token(duty, "benchmarks", Purpose.values, last, by=office)
    client = Client(headers={"host": HOST, "authorization": f"Bearer {text}"})
    keep_what_is_loaded()
    for name, call in calls_of(commune).items():
        yield _measured(client, name, f"/api/v1/{call}")


def _measured(client: Client, name: str, address: str) -> Line:
    answer = client.get(address)
    if answer.status_code != 200:
        return Line("programs", name, 0, note=f"not measured: answered {answer.status_code}")
    questions = questions_in(lambda: client.get(address))
    begun = process_time()
    middle, high = spread(lambda: client.get(address) for _call in range(REQUESTS))
    own = (process_time() - begun) * 1000 / REQUESTS
    size = len(answer.content) / 1000
    note = f"p50 {middle:.0f} ms, processor {own:.0f} ms, {questions} questions, {size:.0f} kB"
    return Line("programs, p95 in the process", name, high, aim=CALL_TIME, note=note)
