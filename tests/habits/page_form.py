"""The form of every page, whatever it says. A check tells its faults of all answers at one door."""

import re
from collections.abc import Callable, Iterable

from tests.habits.walking import Answer, Knocked
from tests.world import World

Check = Callable[[Knocked, World], list[str]]

# Parts of a page that a browser fetches for itself; they hold no data of anybody.
PARTS = {"api:openapi", "meetings:worker", "meetings:manifest"}
LARGEST_PAGE = 60_000


def listed(answers: Iterable[Answer]) -> list[str]:
    return [str(answer) for answer in answers]


def pages(knocked: Knocked) -> list[Answer]:
    found = [answer for answer in [*knocked.read, *knocked.sent] if answer.is_page]
    return [answer for answer in found if "<html" in answer.body]


def every_page_is_small(knocked: Knocked, _world: World) -> list[str]:
    sizes = [(answer, len(answer.body.encode())) for answer in pages(knocked)]
    return [f"{answer}, {size} bytes" for answer, size in sizes if size > LARGEST_PAGE]


def every_page_has_a_language_a_title_and_one_heading(knocked: Knocked, _world: World) -> list[str]:
    return listed(
        answer
        for answer in pages(knocked)
        if '<html lang="vi"' not in answer.body
        or not re.search(r"<title>[^<]*\w[^<]*</title>", answer.body)
        or len(re.findall(r"<h1\b", answer.body)) != 1
    )


INLINE = re.compile(
    r"\sstyle\s*=|<style\b|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:"
)
JSON = re.compile(r"<script[^>]*type=\"application/json\".*?</script>", re.DOTALL)


def no_page_styles_or_runs_from_within(knocked: Knocked, _world: World) -> list[str]:
    faults = []
    for answer in pages(knocked):
        faults += [f"{answer}: {one}" for one in INLINE.findall(JSON.sub("", answer.body))]
        policy = answer.headers.get("Content-Security-Policy", "")
        if "script-src 'self'" not in policy or "unsafe" in policy:
            faults.append(f"{answer}: policy {policy}")
    return faults


FOREIGN = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']*")


def nothing_but_our_own_server_is_named(knocked: Knocked, _world: World) -> list[str]:
    return [f"{answer}: {one}" for answer in pages(knocked) for one in FOREIGN.findall(answer.body)]


POSTING = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)


def every_form_that_changes_something_carries_its_token(
    knocked: Knocked, _world: World
) -> list[str]:
    return [
        f"{answer}: {form[:120]}"
        for answer in pages(knocked)
        for form in POSTING.findall(answer.body)
        if "csrfmiddlewaretoken" not in form
    ]


def files_are_handed_over_not_opened(knocked: Knocked, _world: World) -> list[str]:
    """What is no page comes as an attachment whose kind the browser does not guess."""
    if knocked.door.name in PARTS:
        return []
    return listed(
        answer
        for answer in [*knocked.read, *knocked.sent]
        if answer.status == 200
        and not answer.headers.get("Content-Type", "").startswith("text/html")
        and not is_handed_over(answer)
    )


def is_handed_over(answer: Answer) -> bool:
    headers = answer.headers
    return (
        headers.get("Content-Disposition", "").startswith("attachment")
        and headers.get("X-Content-Type-Options") == "nosniff"
        and "no-store" in headers.get("Cache-Control", "")
    )


def pages_of_the_work_are_not_kept_by_the_browser(knocked: Knocked, _world: World) -> list[str]:
    return listed(
        answer
        for answer in knocked.read
        if answer.is_page and "no-store" not in answer.headers.get("Cache-Control", "")
    )


FORM: tuple[Check, ...] = (
    every_page_is_small,
    every_page_has_a_language_a_title_and_one_heading,
    no_page_styles_or_runs_from_within,
    nothing_but_our_own_server_is_named,
    every_form_that_changes_something_carries_its_token,
    files_are_handed_over_not_opened,
    pages_of_the_work_are_not_kept_by_the_browser,
)
