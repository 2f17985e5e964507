"""What all commands share: finding them, starting Django, saying no in one sentence, output."""

import errno
import functools
import importlib
import importlib.util
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

import click

from chibo.cli import commands

Result = TypeVar("Result")


OPTIONS, SUBCOMMAND = "[TUỲ CHỌN]", "LỆNH [THAM SỐ]..."


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
                return _with_vietnamese_usage(loaded)
        return None


def _with_vietnamese_usage(command: click.Command) -> click.Command:
    command.options_metavar = OPTIONS
    if isinstance(command, click.Group):
        command.subcommand_metavar = SUBCOMMAND
        for one in command.commands.values():
            _with_vietnamese_usage(one)
    return command


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
            with bars_for_who_is_watching():
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
    from cryptography.fernet import InvalidToken
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.db import DatabaseError

    from chibo.base.disk_words import why
    from chibo.base.rules import Refusal
    from chibo.rulebook.queries.toml_rows import RulebookError

    try:
        yield
    except (ImproperlyConfigured, RulebookError) as error:
        raise SetUpWrongly(str(error)) from error
    except Refusal as error:
        raise click.ClickException(error.sentence) from error
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    except InvalidToken as error:
        from chibo.cli.installation import words_for_a_wrong_key

        raise click.ClickException(words_for_a_wrong_key()) from error
    except DatabaseError as error:
        from chibo.cli.database_words import words_for

        if (sentence := words_for(error)) is None:
            raise
        raise click.ClickException(sentence) from error
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader has seen enough; click ends quietly
            raise
        where = f" {error.filename}" if error.filename else ""
        raise click.ClickException(f"Không đọc, ghi được tệp{where}: {why(error)}.") from error


def examples(*lines: str) -> str:
    """For a command's epilog: lines as they are typed, not wrapped."""
    return "\b\nVí dụ:\n" + "\n".join(f"  {line}" for line in lines)


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


def draw_bar(items: Sequence[Any], label: str) -> Iterator[Any]:
    """A bar on standard error while the items are worked through."""
    with click.progressbar(items, label=label, file=sys.stderr, show_eta=False) as bar:
        yield from bar


@contextmanager
def bars_for_who_is_watching() -> Iterator[None]:
    """On a terminal only: what goes into a file or a pipe stays free of them."""
    from chibo.base.watching import watched_by

    with watched_by(draw_bar) if sys.stderr.isatty() else nullcontext():
        yield
