"""Reading pages as a person does: names in the list, words of the page, errors of a form."""

import html
import re
from datetime import date

from django.test import Client

from chibo.accounts.models import User
from chibo.base.partial_dates import PartialDate
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from tests.world import World

DAY = "2026-11-20"


def signed_in_as(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(answer: object) -> str:
    """The words of a page, spaces single."""
    page = answer.content.decode()
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def names_in(answer: object) -> list[str]:
    """Names of the rows of a list, in order."""
    page = answer.content.decode()
    heads = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page, flags=re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", head)).strip() for head in heads]


def errors_in(answer: object) -> dict[str, list[str]]:
    return answer.context["form"].errors.get_json_data() and {
        name: list(map(str, errors)) for name, errors in answer.context["form"].errors.items()
    }


def enter(world: World, *names: str, status: str = "official", **facts: object) -> list[Person]:
    """More people into bản Trên since the books began."""
    people = [fill(Person(), {"full_name": name, **facts}) for name in names]
    entries = [Entering(one, world.tren.pk, date(2016, 1, 1), status) for one in people]
    enter_members("registered", entries, by=world.an)
    return people


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)
