"""Pages of a commune of 4,000 members as its office sees them, in the process and over the wire."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import process_time

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in, spread
from benchmarks.questions import scan_of
from benchmarks.server import HOST, Server
from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.cli.installation import keep_what_is_loaded
from chibo.members.queries.listing import state_counts, summary
from chibo.members.queries.roll import roll
from chibo.members.views.listing import TABS
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.reports.actions.writing import begin_report
from chibo.reports.models import Report

REQUESTS = 60
PAGE_BYTES, PAGE_QUESTIONS, PAGE_TIME = 60_000, 15, 100
# All sections with last year beside them: what was promised of it once it had them.
REPORT_TIME = 300


@dataclass(frozen=True)
class Page:
    """`addresses` are asked in turn, so that a page is not measured on one lucky row."""

    name: str
    addresses: list[str]
    aim: float = PAGE_TIME


def pages_of(commune: shape.Commune) -> list[Page]:
    org = [commune.key]
    listed = reverse("members:list", args=org)
    people = range(commune.first_person, commune.first_person + REQUESTS)
    report = reverse("reports:page", args=[_report(commune).pk])
    return [
        Page("members list", [listed]),
        Page("members list, page 40", [f"{listed}?trang=40"]),
        Page("members list, women of the Thái by age", [f"{listed}?gioi=female&dan-toc=thai&sap=sinh"]),
        Page("members list, what is missing", [f"{listed}?trang-thai=thieu&sap=-ket-nap"]),
        Page("members list, as of 2023", [f"{listed}?ngay=2023-06-30"]),
        Page("search “nguyen van an” in the list", [f"{listed}?tim=nguyen+van+an"]),
        Page("search “lo thi” everywhere", [f"{reverse('web:search')}?q=lo+thi"]),
        Page("member", [reverse("members:page", args=[key]) for key in people]),
        Page("home", [reverse("web:home")]),
        Page("organisation", [reverse("organisations:page", args=org)]),
        Page("tree", [reverse("organisations:tree", args=org)]),
        Page("number: members", [f"{reverse('web:number', args=['members'])}?dv={commune.key}"]),
        Page(
            "number: admitted in a half-year",
            [f"{reverse('web:number', args=['admitted'])}?dv={commune.key}&ky=2026-H1"],
        ),
        Page("report", [report], aim=REPORT_TIME),
    ]  # fmt: skip


def pages_of_a_province(key: int) -> list[Page]:
    """Lists of a whole province, as a level above sees them that may read names."""
    listed = reverse("members:list", args=[key])
    others = ("members:dossiers", "members:supplements", "members:cards", "members:loans", "members:badges",
              "organisations:tree", "meetings:list", "documents:list")  # fmt: skip
    return [
        Page("members list", [listed]),
        Page("members list, page 400", [f"{listed}?trang=400"]),
        Page("members list, women of the Thái by age", [f"{listed}?gioi=female&dan-toc=thai&sap=sinh"]),
        Page("members list, what is missing", [f"{listed}?trang-thai=thieu&sap=-ket-nap"]),
        Page("members list, as of 2023", [f"{listed}?ngay=2023-06-30"]),
        Page("search “lo van an” in the list", [f"{listed}?tim=lo+van+an"]),
        Page("search “hoa” in the list", [f"{listed}?tim=hoa"]),
        Page("members list with its counts known", [f"{listed}?dem=1"]),
        *(Page(name.replace(":", ", "), [reverse(name, args=[key])]) for name in others),
    ]  # fmt: skip


def of_a_province(country: shape.Country) -> Iterator[Line]:
    """Beside each: one read of the province's memberships, which no page of a list should take. What the counts
    cost that such a list asks for afterwards stands in a line of its own."""
    if country.size == "commune":
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    client = signed_in("province")
    keep_what_is_loaded()
    of = branch(country.provinces[0].key, shape.TODAY)
    scan = best(lambda: scan_of(of))
    for page in pages_of_a_province(of.pk):
        for line in _measured(client, page, requests=20):
            yield replace(line, group="lists of a province, p95", limit=scan)
    taken = best(lambda: (state_counts(of, TABS), summary(roll(of), of.on)))
    yield Line("lists of a province, p95", "its counts, after each change", taken, limit=scan)


def _report(commune: shape.Commune) -> Report:
    found = Report.objects.filter(organisation=commune.key).first()
    if found:
        return found
    office = User.objects.get(username="office")
    organisation = Organisation.objects.get(pk=commune.key)
    return begin_report(organisation, "six_month", Period.half(2026, 1), by=office)


def in_process(commune: shape.Commune) -> Iterator[Line]:
    """The work of the server alone: middleware, view and template, without a network."""
    call_command("collectstatic", verbosity=0, interactive=False)
    client = signed_in("office")
    keep_what_is_loaded()
    for page in pages_of(commune):
        yield from _measured(client, page)


def signed_in(username: str) -> Client:
    client = Client(headers={"host": HOST})
    client.force_login(User.objects.get(username=username))
    return client


def _measured(client: Client, page: Page, requests: int = REQUESTS) -> Iterator[Line]:
    answers = [client.get(address) for address in page.addresses[:3]]
    failed = [answer.status_code for answer in answers if answer.status_code != 200]
    if failed:
        yield Line("pages", page.name, 0, note=f"not measured: answered {failed[0]}")
        return
    questions = questions_in(lambda: client.get(page.addresses[0]))
    begun = process_time()
    middle, high = spread(
        lambda n=n: client.get(page.addresses[n % len(page.addresses)]) for n in range(requests)
    )
    own = (process_time() - begun) * 1000 / requests  # what busy neighbours cannot add to
    size = max(len(answer.content) for answer in answers)
    note = (
        f"p50 {middle:.0f} ms, processor {own:.0f} ms, {questions} questions, {size / 1000:.0f} kB"
    )
    note += "; too many questions" if questions > PAGE_QUESTIONS else ""
    note += "; too large" if size > PAGE_BYTES else ""
    yield Line("pages, p95 in the process", page.name, high, aim=page.aim, note=note)


def over_the_wire(commune: shape.Commune) -> Iterator[Line]:
    """The same pages from `chibo serve`, signed in through its own form."""
    server = Server()
    try:
        opener = server.signed_in()
        for page in pages_of(commune):
            middle, high = spread(
                lambda n=n, page=page: server.get(opener, page.addresses[n % len(page.addresses)])
                for n in range(REQUESTS)
            )
            note = f"p50 {middle:.0f} ms"
            yield Line("pages, p95 from the server", page.name, high, aim=page.aim, note=note)
        yield Line("memory", "the server after these pages", server.memory(), "MB", aim=200)
    finally:
        server.stop()
