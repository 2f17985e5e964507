"""Work a server does in a process of its own, which gives back all it held by ending (decision 0013).

Commands and tests work where they are. Nothing here is particular to one system: no fork, no shared memory, a new
interpreter with one module. What it needs comes by its standard input and what it made goes back by its standard
output, so that nothing touches a disk.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import Semaphore

_AT_ONCE = Semaphore(2)
_SOURCES = Path(__file__).parents[2]
# A server without a window opens none for what it starts.
_UNSEEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)

log = logging.getLogger(__name__)


class Apart:
    told = False


def work_apart() -> None:
    """From now on, in this process."""
    Apart.told = True


def done_apart(module: str, *told: str, given: bytes) -> bytes:
    """What the module answers; nothing where no such process is wanted, could begin, or came to its end: the work
    is then done here, and what is wrong with it is said where it was asked for."""
    if not Apart.told:
        return b""
    command = [sys.executable, "-m", module, *told]
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 (our own interpreter, our own module)
                command,
                input=given,
                capture_output=True,
                check=True,
                env=_surroundings(),
                creationflags=_UNSEEN,
            )
    except (OSError, subprocess.CalledProcessError) as failed:
        log.warning("done in the server itself: %s (%s)", module, type(failed).__name__)
        return b""
    return done.stdout


def _surroundings() -> dict[str, str]:
    """The server's own, in its own folder; and its sources, wherever it was started."""
    known = [str(_SOURCES), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, known))}
