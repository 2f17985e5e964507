"""The clean-data desk: every rule over every file, beside one bare reading of the files. A commune of 5,000 with
whole files, taken back by a rollback, and the generated one of 4,000 with bare files and many findings."""

from collections.abc import Iterator

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from benchmarks import shape
from benchmarks.furnished import MEMBERS, furnished
from benchmarks.measuring import Line, best, questions_in
from benchmarks.questions import branches_of
from chibo.accounts.models import User
from chibo.cleaning.queries.files import read_files
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import check
from chibo.members.models import Membership, Person
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch

# 5 s are promised for 5,000 members, on machines less quick than the one that measures and with others at work.
ALL, PAGE = 2_500, 2_500
OPENED_AGAIN = 300


def cleaning(country: shape.Country) -> Iterator[Line]:
    call_command("collectstatic", verbosity=0, interactive=False)
    yield from _furnished(country)
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
            best(lambda url=url: client.get(url), 3),
            aim=PAGE,
            note=f"{size:.0f} kB",
        )
    cell = Membership.objects.on(of.on).filter(path__startswith=of.path).values("cell")[:1]
    yield Line(
        "cleaning", "desk of a cell", best(lambda: client.get(f"/lam-sach/{cell[0]['cell']}"))
    )


def _furnished(country: shape.Country) -> Iterator[Line]:
    with furnished(country) as (commune, keeper):
        of = branch(commune.unit.pk, timezone.localdate())
        people = Person.objects.filter(pk__in=roll(of).values("person"))
        bare = best(lambda: list(people.values_list()), 3)
        every = f"all rules, {MEMBERS:,} whole files"
        yield Line("cleaning", every, best(lambda: check(of), 3), limit=bare, aim=ALL)
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(keeper)
        url = f"/lam-sach/{of.pk}"
        client.get(url)
        yield Line(
            "cleaning",
            "desk opened again, nothing written since",
            best(lambda: client.get(url)),
            aim=OPENED_AGAIN,
        )
