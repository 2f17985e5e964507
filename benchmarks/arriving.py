"""250 meetings recorded on phones arrive within one minute at `chibo serve` on PostgreSQL.

Each is a whole evening of a cell: its roll, nine points with what was said, a vote, a work given, handed in. They
come evenly, whether the one before has been answered or not, from several signed-in sessions here; an answer's
time counts from the moment it was due. All of it happens in a copy of the database, dropped at the end.
"""

import json
import os
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import OpenerDirector, Request

import psycopg
from django.db import connection
from django.urls import reverse

from benchmarks import shape
from benchmarks.measuring import Line
from benchmarks.questions import branches_of
from benchmarks.server import Server
from chibo.base.text import format_date
from chibo.organisations.queries.tree import cells_in

MEETINGS, WITHIN, AIM = 250, 60.0, 500
_SESSIONS, _AT_ONCE, _ALONE = 8, 48, 8
_KINDS = ("regular", "thematic", "extraordinary")
_COPY = "chibo_bench_arriving"
_SAID = "Các đồng chí thảo luận, thống nhất nội dung và cách làm, phân công người theo dõi. " * 6


@dataclass
class Phone:
    """A signed-in browser and its mark against forged requests."""

    opener: OpenerDirector
    csrf: str = ""


def arriving(country: shape.Country) -> Iterator[Line]:
    if connection.vendor != "postgresql":
        yield Line("arriving", "meetings in a minute", 0, note="measured on PostgreSQL only")
        return
    measured = branches_of(country)["commune of 4,000"]
    cells = list(cells_in(measured).values_list("pk", flat=True))
    with copied() as url:
        server = Server({"CHIBO_DATABASE": url, "CHIBO_OFFLINE_RECORDING": "1"})
        try:
            yield from _measured(server, cells, url)
        finally:
            server.stop()


def _measured(server: Server, cells: list[int], url: str) -> Iterator[Line]:
    phones = [Phone(server.signed_in()) for _ in range(_SESSIONS)]
    sent = [
        (cell, document)
        for kind in _KINDS
        for cell, packet in zip(cells, [_prepared(server, phones, cell) for cell in cells], strict=True)
        for document in [_document(packet, kind)]
    ][: MEETINGS + _ALONE]  # fmt: skip
    alone = min(_post(server, phones[0], *one, time.perf_counter())[1] for one in sent[MEETINGS:])
    before = server.processor()
    answers = _all_at_their_time(server, phones, sent[:MEETINGS])
    own = (server.processor() - before) / MEETINGS
    taken = sorted(spent for _status, spent in answers)
    refused = sum(status != 200 for status, _spent in answers)
    size = sum(len(body) for _cell, body in sent) / len(sent) / 1000
    names = sum(len(json.loads(body)["roll"]) for _cell, body in sent) / len(sent)
    spread = (
        f"p50 {taken[len(taken) // 2]:.0f} ms, slowest {taken[-1]:.0f} ms, processor {own:.0f} ms"
    )
    note = f"{spread}, {size:.0f} kB and {names:.0f} names each"
    yield Line(
        "arriving",
        f"{len(taken)} meetings within {WITHIN:.0f} s, p95 from the server",
        taken[int(len(taken) * 0.95)],
        aim=AIM,
        limit=alone,
        note=f"{note}; limit: the quickest of {_ALONE} alone",
    )
    kept = _kept(url)
    yield Line("arriving", "… refused", refused, "", aim=0)
    yield Line(
        "arriving", "… lost", len(sent) - refused - kept, "", aim=0, note=f"{kept} handed in"
    )


def _prepared(server: Server, phones: list[Phone], cell: int) -> dict[str, Any]:
    phone = phones[cell % len(phones)]
    with phone.opener.open(server.home + reverse("meetings:prepare", args=[cell])) as answer:
        told: dict[str, Any] = json.load(answer)
    phone.csrf = told["csrf"]
    return told


def _document(packet: dict[str, Any], kind: str) -> bytes:
    """An evening of today as the recorder sends it."""
    rows = packet["rolls"]["members"]
    roll = [
        {
            "person": row["person"],
            "state": "outside" if row["outside"] else "present",
            "reason": "",
            "base": None,
        }
        for row in rows
    ]
    here = [row for row in rows if not row["outside"]]
    votes = sum(row["status"] == "official" for row in here)
    today = format_date(datetime.now().astimezone().date())
    opening = {
        "kind": kind,
        "held_on": today,
        "starts_at": "00:01",
        "ends_at": "23:59",
        "place": "Nhà văn hóa",
        "theme": "Học tập và làm theo" if kind == "thematic" else "",
        "dues_status": "",
        "remark": "",
        "chair": here[0]["person"],
        "minute_taker": here[-1]["person"],
    }
    items = [_item(title, here[0]["person"], votes, today) for title in packet["agenda"]]
    for item in items[1:]:
        item |= {"vote": None, "works": []}
    told = {
        "version": 1,
        "sending": str(uuid.uuid4()),
        "meeting": str(uuid.uuid4()),
        "sent_at": datetime.now(UTC).isoformat(),
        "clock_checked": False,
        "hand_in": True,
        "keep_only": False,
        "opening": opening,
        "opening_base": None,
        "roll": roll,
        "guests": [],
        "items": items,
        "choices": {},
    }
    return json.dumps(told).encode()


def _item(title: str, person: int, votes: int, today: str) -> dict[str, Any]:
    work = {"client_id": str(uuid.uuid4()), "what": "Đến từng hộ", "person": person}
    return {
        "client_id": str(uuid.uuid4()),
        "title": title,
        "opinions": _SAID.strip(),
        "conclusion": "Nhất trí",
        "returning": None,
        "base": None,
        "vote": {"in_favour": votes, "against": 0, "other": 0},
        "vote_base": None,
        "works": [work | {"due_on": today}],
    }


def _all_at_their_time(
    server: Server, phones: list[Phone], sent: list[tuple[int, bytes]]
) -> list[tuple[int, float]]:
    begun = time.perf_counter()

    def one(n: int) -> tuple[int, float]:
        due = begun + n * WITHIN / len(sent)
        time.sleep(max(0.0, due - time.perf_counter()))
        cell, body = sent[n]
        return _post(server, phones[cell % len(phones)], cell, body, due)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(one, range(len(sent))))


def _post(server: Server, phone: Phone, cell: int, body: bytes, due: float) -> tuple[int, float]:
    """The answer's status and the milliseconds since it was due."""
    headers = {"Content-Type": "application/json", "X-CSRFToken": phone.csrf}
    request = Request(server.home + reverse("meetings:send", args=[cell]), body, headers)
    try:
        with phone.opener.open(request, timeout=WITHIN) as answer:
            answer.read()
            status = answer.status if "json" in answer.headers["Content-Type"] else 0
    except OSError as wrong:
        status = getattr(wrong, "code", 0)
    return status, (time.perf_counter() - due) * 1000


@contextmanager
def copied() -> Iterator[str]:
    """The address of a copy of the database; nothing may be connected to it while it is copied."""
    name = connection.settings_dict["NAME"]
    connection.close()
    url = urlsplit(os.environ["CHIBO_DATABASE"])
    with psycopg.connect(urlunsplit(url._replace(path="/postgres")), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{_COPY}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{_COPY}" TEMPLATE "{name}"')
        try:
            yield urlunsplit(url._replace(path=f"/{_COPY}"))
        finally:
            admin.execute(f'DROP DATABASE "{_COPY}" WITH (FORCE)')


_HANDED_IN = (
    "SELECT count(*) FROM meeting_sending AS s JOIN meeting AS m ON m.id = s.meeting_id "
    "WHERE m.state = 'handed_in'"
)


def _kept(url: str) -> int:
    with psycopg.connect(url) as copy:
        found = copy.execute(_HANDED_IN).fetchone()
        assert found is not None
        return int(found[0])
