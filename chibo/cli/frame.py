"""What all commands share: finding them, starting Django, saying no in one sentence, output."""

import functools
import importlib
import importlib.util
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from chibo.cli import commands

Result = TypeVar("Result")
Item = TypeVar("Item")


class SetUpWrongly(click.ClickException):
    exit_code = 2


class Chibo(click.Group):
    """Sổ làm việc của công tác xây dựng Đảng ở cơ sở."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The file import_.py is the command import: Python keeps that word for itself."""
        found = pkgutil.iter_modules(commands.__path__)
        return sorted(module.name.rstrip("_") for module in found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for name in (cmd_name, f"{cmd_name}_"):
            if importlib.util.find_spec(f"chibo.cli.commands.{name}"):
                loaded: click.Command = importlib.import_module(
                    f"chibo.cli.commands.{name}"
                ).command
                loaded.name = cmd_name
                return loaded
        return None


def with_django(function: Callable[..., Result]) -> Callable[..., Result]:
    """Start Django before the command, and turn what a person can mend into one sentence.

    Exit codes: 0 done, 1 refused or not possible now, 2 called wrongly or set up wrongly.
    """

    @functools.wraps(function)
    def started(*args: Any, **kwargs: Any) -> Result:
        with one_sentence_instead_of_a_traceback():
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.settings")
            import django

            django.setup()
            return function(*args, **kwargs)

    return started


def with_database(function: Callable[..., Result]) -> Callable[..., Result]:
    """As `with_django`, and the tables exist and are current when the command begins."""

    @functools.wraps(function)
    def prepared(*args: Any, **kwargs: Any) -> Result:
        from chibo.cli.installation import bring_tables_up_to_date

        bring_tables_up_to_date()
        return function(*args, **kwargs)

    return with_django(prepared)


@contextmanager
def one_sentence_instead_of_a_traceback() -> Iterator[None]:
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.db import OperationalError

    from chibo.base.rules import Refusal

    try:
        yield
    except ImproperlyConfigured as error:
        raise SetUpWrongly(str(error)) from error
    except Refusal as error:
        raise click.ClickException(error.sentence) from error
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    except OperationalError as error:
        raise click.ClickException(
            f"Không làm việc được với cơ sở dữ liệu: {str(error).strip()}"
        ) from error


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Cách in kết quả.",
)


def show(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Data on standard output: a JSON list, or lines of columns with tabs between them."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for row in rows:
        click.echo("\t".join("" if value is None else str(value) for value in row.values()))


@contextmanager
def progress(items: Iterable[Item], label: str, *, length: int | None = None) -> Iterator[Any]:
    """A bar on standard error, and nothing at all when nobody is watching."""
    with click.progressbar(
        items,
        label=label,
        length=length,
        file=sys.stderr,
        show_eta=False,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        yield bar
