"""The command `chibo`. Every file in commands/ is one subcommand, loaded only when it is called."""

import sys

from chibo.cli.frame import Chibo
from chibo.cli.words import speak_vietnamese


def main() -> None:
    speak_vietnamese()
    Chibo(name="chibo", help=Chibo.__doc__, no_args_is_help=True).main(sys.argv[1:])
