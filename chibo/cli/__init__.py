"""The command `chibo`. Every file in commands/ is one subcommand, loaded only when it is called."""

import sys
from io import TextIOWrapper

import click

from chibo.cli.frame import OPTIONS, SUBCOMMAND, Chibo, examples
from chibo.cli.words import speak_vietnamese


def main() -> None:
    write_in_utf_8()
    speak_vietnamese()
    chibo().main(sys.argv[1:])


def write_in_utf_8() -> None:
    """On Windows a file or a pipe would get the old code page, which has not all Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def chibo() -> click.Group:
    group = Chibo(
        name="chibo",
        help=Chibo.__doc__,
        no_args_is_help=True,
        options_metavar=OPTIONS,
        subcommand_metavar=SUBCOMMAND,
        epilog=examples("chibo demo", "chibo serve", "chibo figures --help"),
    )
    version = click.version_option(
        package_name="chibo", message="Chi Bộ %(version)s", help="In số phiên bản."
    )
    return version(group)
