"""Units compared and pictures, as pages of a commune's office and of its province, beside one read of the rows."""

from collections.abc import Iterator
from time import process_time

from django.core.management import call_command
from django.test import Client

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in
from benchmarks.questions import branches_of, scan_of
from benchmarks.server import HOST
from benchmarks.tasks import ASKERS
from chibo.accounts.models import User
from chibo.base.statements import STATEMENTS
from chibo.organisations.queries.tree import Branch

# A province has 230,000 members in 6,500 cells.
AIMS = {"commune of 4,000": 100, "province": 1_000}
FIVE = "sl=members&sl=members_women&sl=admitted&sl=increases&sl=decreases"
PAGES = {
    "units compared by two figures": "so-sanh",
    "units compared by five figures": f"so-sanh?{FIVE}",
    "ages by sex, now and five years ago": "hinh",
    "the movement equation": "hinh?hinh=can-doi",
    "ratings of units by year": "hinh?hinh=xep-loai",
    "a small picture for each unit": "hinh?hinh=don-vi",
}

# Right below a commune stand its cells: there is no other level.
DEEPER = {"all cells compared by two figures": "so-sanh?muc=chi-bo"}


def side_by_side(country: shape.Country) -> Iterator[Line]:
    call_command("collectstatic", verbosity=0, interactive=False)
    for name, of in branches_of(country).items():
        if name in ASKERS:
            client = Client(headers={"host": HOST})
            client.force_login(User.objects.get(username=ASKERS[name]))
            limit = best(lambda of=of: scan_of(of))
            pages = PAGES | (DEEPER if name == "province" else {})
            for what, path in pages.items():
                yield _page(client, of, f"{what}, {name}", path, AIMS[name], limit)


def _page(client: Client, of: Branch, what: str, path: str, aim: float, limit: float) -> Line:
    url = f"/dv/{of.pk}/{path}"
    answer = client.get(url)
    if answer.status_code != 200:
        return Line("side by side", what, 0, note=f"not measured: answered {answer.status_code}")

    def ask() -> None:
        client.get(url)

    def ask_first() -> None:
        STATEMENTS.forget()
        ask()

    first, taken = best(ask_first, 2), best(ask, 3)
    begun = process_time()
    ask()
    own = (process_time() - begun) * 1000  # what busy neighbours cannot add to
    note = (
        f"first of the day {first:.0f} ms, processor {own:.0f} ms, {questions_in(ask)} questions, "
    )
    note += f"{len(answer.content) / 1000:.0f} kB; limit: one read of its memberships"
    return Line("side by side", what, taken, aim=aim, limit=limit, note=note)
