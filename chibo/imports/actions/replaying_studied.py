"""Studies, commitments, models, praise and courses, once the tree, people and papers are in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chibo.imports.actions.replaying import Replay
from chibo.imports.workbook.reading import Line
from chibo.study.actions.following import (
    NewCommitment,
    Reviewing,
    commit,
    review_commitments,
    withdraw_commitment,
)
from chibo.study.actions.good_models import (
    NewModel,
    NewPraise,
    change_stage,
    end_model,
    give_praise,
    register_models,
)
from chibo.study.actions.sessions import NewSession, hold_sessions, mark_present
from chibo.study.actions.studies import (
    Listed,
    NewStudy,
    give_up_study,
    list_more,
    tell_study,
)
from chibo.study.actions.training import (
    NewTraining,
    Outcome,
    Sent,
    open_training,
    record_results,
    send_to_training,
)
from chibo.study.models import Commitment, GoodModel, Study, Trainee, Training


def tell_studied(replay: Replay) -> None:
    _studies(replay)
    _commitments(replay)
    _praise(replay, _models(replay))
    _trainings(replay)


def _grouped(lines: Sequence[Line], name: str) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line[name], []).append(line)
    return found


def _made(replay: Replay, sheet: str, *names: str) -> list[Line]:
    return [line for line in replay.contents[sheet] if replay.made(line, *names)]


# ---------------------------------------------------------- studies


def _studies(replay: Replay) -> None:
    listed = _grouped(_made(replay, "learners", "person", "cell"), "study")
    classes = _grouped(replay.contents["study_sessions"], "study")
    turns = _grouped(_made(replay, "study_turns", "person"), "session")
    for line in sorted(_made(replay, "studies", "organisation"), key=lambda one: one["frozen_on"]):
        there = _stood(replay, line)
        people = listed.get(line["key"], [])
        study = replay.one(line, partial(_tell, replay, line, there, people))
        if study is None:
            continue
        held = classes.get(line["key"], [])
        fresh = _joined(replay, study, held, turns) if there else held
        replay.many(fresh, partial(_hold, replay, study, turns))
        if line["cancelled_on"] and not study.cancelled_on:
            day, why = line["cancelled_on"], line["cancel_reason"] or ""
            replay.one(line, partial(give_up_study, study, day, why, by=replay.by))


def _stood(replay: Replay, line: Line) -> Study | None:
    """The study of an organisation that was here before, when it is in the books already."""
    if line["organisation"] not in replay.known:
        return None
    same = {name: line[name] for name in ("kind", "title", "frozen_on")}
    where = replay.organisations[line["organisation"]]
    return Study.objects.filter(organisation=where, **same).first()


def _tell(replay: Replay, line: Line, there: Study | None, listed: Sequence[Line]) -> Study:
    names = ("kind", "title", "frozen_on", "closes_on", "theme_year", "harvest_due_on")
    papers = [replay.papers[key] for key in line["papers"] if key in replay.papers]
    new = NewStudy(
        **{name: line[name] for name in names}, register_by=line["register_by"], papers=papers
    )
    people = [
        Listed(
            replay.people[one["person"]],
            replay.organisations[one["cell"]].pk,
            one["outside"] or "",
            one["outside_reason"] or "",
            one["harvest_on"],
        )
        for one in listed
    ]
    if there:
        list_more(there, people, by=replay.by)
        return there
    where = replay.organisations[line["organisation"]]
    return tell_study(where, new, people, by=replay.by, ref=line.ref)


def _joined(
    replay: Replay, study: Study, held: Sequence[Line], turns: Mapping[str, list[Line]]
) -> list[Line]:
    """Who came to classes that are in the books already is marked there; what is left are new classes."""
    known = {(one.held_on, one.place): one for one in study.sessions.all()}
    listed = {row.person_id: row for row in study.learners.all()}
    fresh = []
    for line in held:
        session = known.get((line["held_on"], line["place"]))
        if session is None:
            fresh.append(line)
            continue
        people = [replay.people[one["person"]].pk for one in turns.get(line["key"], [])]
        came = [listed[person] for person in people if person in listed]
        keys = [row.pk for row in came]
        replay.one(line, partial(mark_present, session, came, keys, by=replay.by))
    return fresh


def _hold(
    replay: Replay, study: Study, turns: Mapping[str, list[Line]], lines: Sequence[Line]
) -> list[Any]:
    held = [
        NewSession(
            line["held_on"],
            line["place"],
            line["speaker"] or "",
            line["others_present"] or 0,
            line["others_said"] or "",
            [replay.people[one["person"]].pk for one in turns.get(line["key"], [])],
            line.ref,
        )
        for line in lines
    ]
    return hold_sessions(study, held, by=replay.by)


# ---------------------------------------------------------- following


def _commitments(replay: Replay) -> None:
    lines = _made(replay, "commitments", "unit", "person", "paper")
    made: dict[str, Commitment] = {}
    # What was withdrawn makes room for what was recorded after it.
    for line in (one for one in lines if one["withdrawn_on"]):
        found = replay.one(line, partial(_commit, replay, [line]))
        if found:
            made[line["key"]] = found[0]
            day, why = line["withdrawn_on"], line["withdraw_reason"] or ""
            replay.one(line, partial(withdraw_commitment, found[0], day, why, by=replay.by))
    rest = [line for line in lines if not line["withdrawn_on"]]
    for line, row in replay.many(rest, partial(_commit, replay)):
        made[line["key"]] = row
    reviews = [one for one in replay.contents["commitment_reviews"] if one["commitment"] in made]
    replay.many(reviews, partial(_review, replay, made))


def _commit(replay: Replay, lines: Sequence[Line]) -> list[Commitment]:
    given = [
        NewCommitment(
            line["kind"],
            line["year"],
            replay.organisations[line["unit"]],
            line["made_on"],
            replay.people.get(line["person"] or ""),
            line["text"] or "",
            line["act"] or "",
            replay.paper(line),
            line.ref,
        )
        for line in lines
    ]
    return commit(given, by=replay.by)


def _review(replay: Replay, made: Mapping[str, Commitment], lines: Sequence[Line]) -> list[Any]:
    given = [
        Reviewing(
            made[line["commitment"]],
            line["quarter"],
            line["reviewed_on"],
            line["outcome"],
            line["remark"] or "",
            line.ref,
        )
        for line in lines
    ]
    return review_commitments(given, by=replay.by)


def _models(replay: Replay) -> Mapping[str, GoodModel]:
    """Models by their keys, through their states."""
    lines = _made(replay, "good_models", "unit", "person")
    made = {line["key"]: row for line, row in replay.many(lines, partial(_register, replay))}
    for line in replay.contents["model_stages"]:
        if line["model"] in made:
            model, remark = made[line["model"]], line["remark"] or ""
            day = line["started_on"]
            replay.one(
                line,
                partial(change_stage, model, line["stage"], day, by=replay.by, remark=remark),
            )
    for line in lines:
        if line["ended_on"] and line["key"] in made:
            day, why = line["ended_on"], line["end_reason"] or ""
            replay.one(line, partial(end_model, made[line["key"]], day, why, by=replay.by))
    return made


def _register(replay: Replay, lines: Sequence[Line]) -> list[GoodModel]:
    given = [
        NewModel(
            replay.organisations[line["unit"]],
            line["name"],
            line["registered_on"],
            replay.people.get(line["person"] or ""),
            line["about"] or "",
            line.ref,
        )
        for line in lines
    ]
    return register_models(given, by=replay.by)


def _praise(replay: Replay, models: Mapping[str, GoodModel]) -> None:
    lines = _made(replay, "praise", "giver", "unit", "person", "paper")
    replay.many(lines, partial(_give, replay, models))


def _give(replay: Replay, models: Mapping[str, GoodModel], lines: Sequence[Line]) -> list[Any]:
    given = [
        NewPraise(
            replay.organisations[line["giver"]],
            line["given_on"],
            line["what"],
            replay.organisation(line, "unit"),
            replay.people.get(line["person"] or ""),
            models.get(line["model"] or ""),
            replay.paper(line),
            line.ref,
        )
        for line in lines
    ]
    return give_praise(given, by=replay.by)


# ---------------------------------------------------------- courses


def _trainings(replay: Replay) -> None:
    sent = _grouped(_made(replay, "trainees", "person", "sent_by"), "training")
    for line in _made(replay, "trainings", "organiser"):
        training = replay.one(line, partial(_open, replay, line))
        if training is not None:
            listed = replay.many(sent.get(line["key"], []), partial(_send, replay, training))
            told = {one.ref: row for one, row in listed if one["result"]}
            replay.many(
                [one for one, _row in listed if one["result"]],
                partial(_conclude, replay, training, told),
            )


def _open(replay: Replay, line: Line) -> Training:
    names = ("kind", "name", "held_by", "first_day", "last_day", "planned")
    organiser = replay.organisations[line["organiser"]]
    if line["organiser"] in replay.known:
        same = {name: line[name] for name in ("kind", "name", "first_day")}
        if there := Training.objects.filter(organiser=organiser, **same).first():
            return there
    new = NewTraining(**{name: line[name] for name in names})
    return open_training(new, organiser, by=replay.by, ref=line.ref)


def _send(replay: Replay, training: Training, lines: Sequence[Line]) -> list[Trainee]:
    sent = [
        Sent(replay.people[line["person"]], replay.organisations[line["sent_by"]].pk, line.ref)
        for line in lines
    ]
    return send_to_training(training, sent, by=replay.by)


def _conclude(
    replay: Replay, training: Training, rows: Mapping[str, Trainee], lines: Sequence[Line]
) -> list[Trainee]:
    given = [
        Outcome(
            rows[line.ref],
            line["result"],
            line["certificate_number"] or "",
            line["certificate_on"],
            line["dropped_reason"] or "",
        )
        for line in lines
    ]
    return record_results(training, given, by=replay.by)
