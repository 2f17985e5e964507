"""A process that prints one file and ends; `printing` starts it and hands it the papers by its standard input."""

import pickle
import sys

from chibo.base.papers.printing import here


def main() -> None:
    papers = pickle.load(sys.stdin.buffer)  # noqa: S301 (written by the process that started this one)
    sys.stdout.buffer.write(here(sys.argv[1], papers))


if __name__ == "__main__":
    main()
