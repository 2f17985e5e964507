"""The clean-data desk of a commune of 4,000: every rule over every file, beside one bare reading of the files."""

from collections.abc import Iterator

from django.core.management import call_command
from django.test import Client

from benchmarks import shape
from benchmarks.measuring import Line, best, questions_in
from benchmarks.questions import branches_of
from chibo.accounts.models import User
from chibo.cleaning.queries.files import read_files
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import check
from chibo.members.models import Membership, Person
from chibo.members.queries.roll import roll

# 5 s are promised for 5,000 members; the measured commune has 4,000.
ALL, PAGE = 4_000, 4_000


def cleaning(country: shape.Country) -> Iterator[Line]:
    call_command("collectstatic", verbosity=0, interactive=False)
    of = branches_of(country)["commune of 4,000"]
    people = Person.objects.filter(pk__in=roll(of).values("person"))
    found = check(of)
    asked = questions_in(lambda: check(of))
    counted = f"{len(found.files):,} files, {len(rules())} rules, {len(found.found):,} findings"
    note = f"{counted}, {asked} questions"
    bare = best(lambda: list(people.values_list()), 3)
    yield Line("cleaning", "all rules", best(lambda: check(of), 3), limit=bare, aim=ALL, note=note)
    yield Line(
        "cleaning",
        "files alone",
        best(lambda: read_files(roll(of), of.on), 3),
        limit=bare,
        note="limit: one read of the people's rows",
    )
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="office"))
    for name, path in (("desk", ""), ("worklist", "/danh-sach")):
        url = f"/lam-sach/{of.pk}{path}"
        size = len(client.get(url).content) / 1000
        yield Line(
            "cleaning",
            name,
            best(lambda url=url: client.get(url), 3),  # type: ignore[misc]
            aim=PAGE,
            note=f"{size:.0f} kB",
        )
    cell = Membership.objects.on(of.on).filter(path__startswith=of.path).values("cell")[:1]
    yield Line(
        "cleaning", "desk of a cell", best(lambda: client.get(f"/lam-sach/{cell[0]['cell']}"))
    )
