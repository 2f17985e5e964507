"""Two years of work in the books: the measured commune as its office finds it once everything is kept here.

The generator writes who stands where and no more. Here a dozen communes get what two years leave behind: dues
of every member and month with receipts, a meeting a month of every cell with its roll, classes and commitments,
ratings, papers passed on, stays, letters, loans, notes and what was asked to be corrected.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import shape
from benchmarks.doors import Visited, visited
from benchmarks.measuring import Line
from benchmarks.meetings import meetings_on, roll_since
from benchmarks.pages import PAGE_TIME, in_process, signed_in
from benchmarks.rows import constants
from chibo.cli.installation import keep_what_is_loaded
from chibo.meetings.models import Meeting
from chibo.organisations.queries.tree import branch, cells_in

COMMUNES, LARGE = 12, 10_000  # so many, none as large as that
MONTHS = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(10, 34)]


@dataclass(frozen=True)
class Lived:
    """Rows of a table: what its columns hold, by SQL both databases read; the others as a new object has them."""

    table: str
    source: str
    columns: dict[str, str] = field(default_factory=dict)


# What was missed longer ago has been made up for.
SINCE = MONTHS[-4]
NEW = f"s.frozen_on >= '{SINCE}'"

# `w` is a member, `c` a cell, `t` a month; one in so many carries what is rare.
MEMBER_MONTHS = "lived_member AS w CROSS JOIN lived_month AS t"
LIVED = [
    Lived("charge_of_dues", MEMBER_MONTHS, {"person_id": "w.person_id", "cell_id": "w.cell_id",
        "path": "w.path", "month": "t.day", "amount": "45000", "category": "'insured'"}),
    Lived("receipt_of_dues", f"{MEMBER_MONTHS} WHERE (w.person_id + t.n) % 300 <> 0", {
        "person_id": "w.person_id", "cell_id": "w.cell_id", "path": "w.path", "year": "t.year",
        "number": "w.person_id * 100 + t.n", "paid_on": "t.fifth", "amount": "45000", "method": "'cash'"}),
    Lived("month_of_receipt", "receipt_of_dues AS r JOIN lived_month AS t ON t.fifth = r.paid_on", {
        "payment_id": "r.id", "person_id": "r.person_id", "month": "t.day", "amount": "r.amount"}),
    Lived("remittance_of_dues", "lived_cell AS c CROSS JOIN lived_month AS t", {"unit_id": "c.key",
        "receiver_id": "c.above", "path": "c.path", "first_month": "t.day", "until": "t.next", "year": "t.year",
        "number": "t.n", "handed_on": "t.fifth", "collected": "900000", "kept": "270000", "amount": "630000",
        "method": "'cash'", "confirmed_by": "'Thủ quỹ'", "confirmed_on": "t.sixth"}),
    Lived("study", "lived_commune AS o JOIN lived_month AS t ON t.n % 3 = 0", {"organisation_id": "o.key",
        "path": "o.path", "kind": "'paper'", "title": "'Nghị quyết số ' || t.n", "frozen_on": "t.day",
        "closes_on": "t.next", "harvest_due_on": "t.next"}),
    Lived("study_session", "study AS s", {"study_id": "s.id", "held_on": "s.frozen_on",
        "place": "'Hội trường xã'", "speaker": "'Bí thư'"}),
    Lived("learner", "study AS s JOIN lived_member AS w ON w.commune = s.organisation_id", {"study_id": "s.id",
        "person_id": "w.person_id", "cell_id": "w.cell_id", "path": "w.path", "harvest_on":
        f"CASE WHEN (w.person_id + s.id) % 23 = 0 AND {NEW} THEN NULL ELSE s.closes_on END", "came_on":
        f"CASE WHEN (w.person_id + s.id) % 19 = 0 AND s.frozen_on >= '{SINCE}' THEN NULL ELSE s.frozen_on END"}),
    Lived("study_turn", "learner AS l JOIN study_session AS s ON s.study_id = l.study_id "
        f"WHERE NOT ((l.person_id + s.study_id) % 19 = 0 AND s.held_on >= '{SINCE}')", {
        "learner_id": "l.id", "session_id": "s.id"}),
    Lived("commitment", "lived_member AS w JOIN lived_month AS t ON t.n % 12 = 3", {"person_id": "w.person_id",
        "unit_id": "w.cell_id", "path": "w.path", "kind": "'exemplary'", "year": "t.year", "made_on": "t.fifth",
        "text": "'Cam kết'"}),
    Lived("rating_cycle", "lived_commune AS o JOIN lived_month AS t ON t.n % 12 = 1", {"organisation_id": "o.key",
        "path": "o.path", "year": "t.year", "quarter": "0", "frozen_on": "t.day"}),
    Lived("rated", "rating_cycle AS y JOIN lived_member AS w ON w.commune = y.organisation_id", {
        "cycle_id": "y.id", "person_id": "w.person_id", "unit_id": "w.cell_id", "path": "w.path",
        "kind": "'member'",
        "name": "'Đảng viên'", "name_sort": "'dang vien'", "office": "''", "group": "''", "own_level": "'good'",
        "proposed_level": "'good'", "committee_level": "'good'", "decided_level": "'good'",
        "decided_on": "y.frozen_on", "rank": "2"}),
    Lived("exemption", "lived_member AS w WHERE w.person_id % 40 = 7 AND NOT EXISTS (SELECT 1 FROM exemption AS e "
        "WHERE e.person_id = w.person_id)", {"person_id": "w.person_id", "reason": "'treatment'",
        "started_on": "'2025-03-01'", "ended_on": "'2026-03-01'", "until": "'2026-03-01'"}),
    Lived("temporary_stay", "lived_member AS w WHERE w.person_id % 60 = 11", {"person_id": "w.person_id",
        "cell_id": "w.cell_id", "started_on": "'2025-04-01'", "ended_on": "'2026-04-01'",
        "until": "'2026-04-01'"}),
    Lived("suspension", "lived_member AS w WHERE w.person_id % 400 = 13", {"person_id": "w.person_id",
        "reason": "'Chờ kết luận'", "started_on": "'2025-04-01'", "ended_on": "'2025-06-01'",
        "until": "'2025-06-01'"}),
    Lived("inactivity_note", "lived_member AS w JOIN lived_month AS t ON t.n % 6 = 2 WHERE w.person_id % 50 = 3", {
        "person_id": "w.person_id", "month": "t.day", "kind": "'absent'", "source": "'Biên bản'"}),
    Lived("dossier_loan", "lived_member AS w WHERE w.person_id % 20 = 5", {"person_id": "w.person_id",
        "borrower": "'Văn phòng'", "purpose": "'Thẩm tra'", "lent_on": "'2025-05-01'", "due_on": "'2025-05-20'",
        "returned_on": "CASE WHEN w.person_id % 1000 = 5 THEN NULL ELSE '2025-05-18' END"}),
    Lived("correction_request", "lived_member AS w WHERE w.person_id % 10 = 9", {"person_id": "w.person_id",
        "about": "'Ngày sinh'", "wanted": "'Sửa theo căn cước'", "asked_on": "'2025-06-01'",
        "answered_on": "CASE WHEN w.person_id % 500 = 9 THEN NULL ELSE '2025-06-05' END",
        "accepted": "CASE WHEN w.person_id % 500 = 9 THEN NULL ELSE (1 = 1) END"}),
    Lived("transfer_letter", "lived_member AS w WHERE w.person_id % 15 = 4", {"person_id": "w.person_id",
        "kind": "'internal'", "status": "w.status", "number": "w.person_id || ''", "number_year": "2025",
        "issued_on": "'2025-07-01'", "valid_until": "'2025-09-29'", "from_cell_id": "w.cell_id",
        "issuer_id": "w.commune", "state": "'received'"}),
    Lived("transfer_step", "transfer_letter AS l JOIN lived_member AS w ON w.person_id = l.person_id "
        "CROSS JOIN lived_side AS s", {"transfer_id": "l.id", "position": "s.n", "side": "s.side",
        "path": "w.path",
        "name": "'Chi bộ'", "acted_on": "'2025-07-10'", "organisation_id": "w.cell_id"}),
    Lived("paper", "lived_commune AS o JOIN lived_month AS t ON 1 = 1 CROSS JOIN lived_side AS s", {
        "keeper_id": "o.key", "issuer_id": "o.key", "number": "(t.n * 10 + s.n) || ''", "symbol": "'CV/ĐU'",
        "kind": "'notice'", "issuer_name": "'Đảng ủy xã'", "level": "'grassroots'", "issued_on": "t.day",
        "summary": "'Về việc thực hiện nhiệm vụ tháng'", "summary_folded": "'ve viec thuc hien nhiem vu thang'"}),
    Lived("paper_circulation", "paper AS p JOIN lived_commune AS o ON o.key = p.keeper_id "
        "JOIN lived_month AS t ON t.day = p.issued_on", {"organisation_id": "o.key", "paper_id": "p.id",
        "path": "o.path", "audience": "'all'", "asked_on": "t.day", "due_on": "t.next"}),
    Lived("paper_circulated_to", "paper_circulation AS k JOIN lived_cell AS c ON c.above = k.organisation_id", {
        "circulation_id": "k.id", "cell_id": "c.key", "path": "c.path"}),
    Lived("meeting_item", "meeting AS m JOIN lived_cell AS c ON c.key = m.organisation_id JOIN lived_month AS t "
        "ON t.fifth = m.held_on JOIN paper AS p ON p.keeper_id = c.above AND p.issued_on = t.day", {
        "client_id": "lived_uuid(m.id * 1000000 + p.id)", "meeting_id": "m.id",
        "organisation_id": "m.organisation_id", "position": "p.id % 10",
        "title": "'Quán triệt công văn'", "paper_id": "p.id"}),
    Lived("supplement_sheet", "lived_member AS w JOIN lived_month AS t ON t.n % 12 = 2", {
        "person_id": "w.person_id", "year": "t.year", "collected_on": "t.fifth", "unchanged": "(1 = 1)"}),
    Lived("career_entry", "lived_member AS w CROSS JOIN lived_side AS s", {"person_id": "w.person_id",
        "position": "s.n", "since": "'2015'", "until": "'2020'", "work": "'Làm ruộng'"}),
    Lived("relative", "lived_member AS w CROSS JOIN lived_side AS s", {"person_id": "w.person_id",
        "relation": "s.side", "full_name": "'Lò Văn Mẫu'", "born": "'1960'"}),
    Lived("discipline", "lived_member AS w WHERE w.person_id % 300 = 17", {"person_id": "w.person_id",
        "path": "w.path", "status": "w.status", "form": "'reprimand'", "body": "'committee'",
        "decided_on": "'2025-08-01'", "effective_on": "'2025-08-01'", "concluded_on": "'2025-07-20'",
        "decision_number": "w.person_id || ''", "why": "'Vi phạm quy định'", "heard_on": "'2025-07-10'",
        "votes": "9", "base": "9", "decided_by_id": "w.commune", "keeper_id": "w.commune"}),
]  # fmt: skip


def lived(country: shape.Country) -> Iterator[Line]:
    """The usual pages over again, and what is worst of all that the office's links lead to."""
    commune = country.named(shape.MEASURED)
    assert commune is not None
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        fill(country)
        keep_what_is_loaded()
        for line in in_process(commune):
            yield replace(line, group="pages after two years of work, p95 in the process")
        yield from _worst(visited(signed_in("office")))
        transaction.set_rollback(True)


def _worst(pages: list[Visited]) -> Iterator[Line]:
    """Every page once: how many there are, and those over an aim, slowest first."""
    over = [page for page in pages if page.misses]
    group = (
        f"{len(pages)} pages the office's links lead to, quickest of three, {len(over)} over an aim"
    )
    for page in sorted(over, key=lambda page: -page.took):
        note = f"{page.door}, {page.questions} questions, {page.size / 1000:.0f} kB"
        yield Line(group, page.address, page.took, aim=PAGE_TIME, note=note)


def fill(country: shape.Country) -> None:
    """Two years into the measured commune and its neighbours."""
    with connection.cursor() as cursor:
        communes = [commune.key for commune in country.inhabited if commune.people < LARGE][
            :COMMUNES
        ]
        _lay(cursor, communes)
        _hold_meetings(communes)
        for lived in LIVED:
            cursor.execute(_insert(lived))
        cursor.execute(import_module("chibo.dues.migrations.0004_open_months").FILL)
        for lived in (*LIVED, Lived("meeting", ""), Lived("meeting_attendance", "")):
            cursor.execute(f"ANALYZE {lived.table}")


def _lay(cursor: Any, communes: list[int]) -> None:
    """Tables of this connection alone: who, where and when."""
    chosen = ", ".join(map(str, communes))
    days = ", ".join(f"{name} date" for name in ("day", "fifth", "sixth", "next"))
    cursor.execute(f"CREATE TEMP TABLE lived_month (n integer, year integer, {days})")
    for n, day in enumerate(MONTHS, 1):
        later = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        told = [n, day.year, day, day.replace(day=5), day.replace(day=6), later]
        cursor.execute(
            "INSERT INTO lived_month VALUES (%s, %s, %s, %s, %s, %s)",
            [str(x) if isinstance(x, date) else x for x in told],
        )
    cursor.execute("CREATE TEMP TABLE lived_side (n integer, side varchar(10))")
    cursor.execute("INSERT INTO lived_side VALUES (1, 'sending'), (2, 'receiving')")
    cursor.execute(
        "CREATE TEMP TABLE lived_commune AS SELECT organisation_id AS key, path FROM organisation_placement "
        f"WHERE ended_on IS NULL AND organisation_id IN ({chosen})"
    )
    cursor.execute(
        "CREATE TEMP TABLE lived_cell AS SELECT p.organisation_id AS key, p.path, p.parent_id AS above "
        f"FROM organisation_placement AS p WHERE p.ended_on IS NULL AND p.parent_id IN ({chosen})"
    )
    cursor.execute(
        "CREATE TEMP TABLE lived_member AS SELECT s.person_id, s.cell_id, s.path, s.status, c.above AS commune "
        "FROM membership AS s JOIN lived_cell AS c ON c.key = s.cell_id WHERE s.ended_on IS NULL"
    )


def _hold_meetings(communes: list[int]) -> None:
    days = [month.replace(day=5) for month in MONTHS]
    for commune in communes:
        where = cells_in(branch(commune, shape.TODAY)).values_list("pk", "path")
        Meeting.objects.bulk_create(meetings_on(where, days), batch_size=500)
    roll_since(1)


def _insert(lived: Lived) -> str:
    fixed = {name: _literal(value) for name, value in constants(lived.table, lived.columns).items()}
    told = {**fixed, **lived.columns}
    if connection.vendor == "sqlite":
        uuid = r"printf('%032x', \1)"
    else:
        uuid = r"lpad(to_hex(\1), 32, '0')::uuid"
    values = re.sub(r"lived_uuid\((.*?)\)", uuid, ", ".join(told.values()))
    names = ", ".join(f'"{name}"' for name in told)
    return f'INSERT INTO "{lived.table}" ({names}) SELECT {values} FROM {lived.source}'


def _literal(value: Any) -> str:
    """Text, numbers, truth and nothing, as both databases write them."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return f"(1 = {int(value)})"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
