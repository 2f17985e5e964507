"""Calls made up from the document: never an error of the program, never an answer the document does not know."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from chibo.api.views.whole import document
from chibo.base.figures import all_figures
from chibo.wsgi import application
from tests.programs import Program
from tests.world import World

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(deepcopy(document()))
SCHEMA.app = application
OPERATIONS = [
    (address, method.upper())
    for address, methods in document()["paths"].items()
    for method in methods
]


@pytest.fixture
def program(world: World, settings: Any) -> Iterator[Program]:
    """Calls go through the server's own door, which would close the test's connection after each."""
    settings.API_PER_MINUTE = 10_000
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield Program.of(world.an)
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("address", "method"), OPERATIONS)
def test_whatever_is_asked_the_answer_is_in_the_document(
    world: World, program: Program, address: str, method: str, mode: GenerationMode
) -> None:
    operation = SCHEMA[address][method]
    units = st.sampled_from([world.tren.pk, world.commune.pk, world.neighbour.pk])
    names = st.sampled_from([figure.id for figure in all_figures()])

    made_up = operation.as_strategy(generation_mode=mode)
    often = st.sampled_from([True, True, False])

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=made_up, known=often, data=st.data())
    def asked(case: Any, known: bool, data: Any) -> None:
        if known:
            _name_what_is_there(case, data, units, names)
        cache.clear()
        with transaction.atomic():
            answer = case.call(headers=program.headers)
            transaction.set_rollback(True)
        case.validate_response(answer, checks=CHECKS)

    asked()


def _name_what_is_there(case: Any, data: Any, units: Any, names: Any) -> None:
    """A made-up number nearly never names a record: most calls go to those of the world."""
    for held, word, known in (
        (case.path_parameters, "org", units),
        (case.query, "org", units),
        (case.path_parameters, "name", names),
    ):
        if held and word in held:
            held[word] = data.draw(known)
