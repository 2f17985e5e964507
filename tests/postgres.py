"""A private PostgreSQL for one test run: in a temporary folder, on a socket, without a port."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# Nothing here outlives the run, so nothing has to reach the disk. A test's rows are never committed:
# housekeeping would count none of them, and spoil the plans of the test at work. A question that takes
# minutes is a fault to be told, not a run to be waited for.
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "autovacuum": "off",
    "statement_timeout": "120s",
}


@dataclass(frozen=True)
class Cluster:
    folder: Path
    binaries: Path
    run_as: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"postgresql://chibo@{quote(str(self.folder), safe='')}/postgres"


def binaries() -> Path:
    """The newest server on this machine."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found:
        sys.exit(
            "Chưa có máy chủ PostgreSQL để chạy kiểm thử: hãy chạy “apt-get install postgresql”."
        )
    return max(found, key=lambda folder: int(folder.parent.name))


def run_as() -> tuple[str, ...]:
    """The server refuses root, so root lends it the account Debian's package made."""
    return ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()


def start(settings: Mapping[str, str] = SETTINGS) -> Cluster:
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="chibo-pg-")), binaries(), run_as())
    if cluster.run_as:
        shutil.chown(cluster.folder, "postgres")
    _run(
        cluster,
        "initdb",
        "--auth=trust",
        "--username=chibo",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        f"--pgdata={cluster.folder / 'data'}",
    )
    options = [f"-k {cluster.folder}", *(f"-c {key}={value}" for key, value in settings.items())]
    _run(
        cluster,
        "pg_ctl",
        "start",
        "--wait",
        f"--pgdata={cluster.folder / 'data'}",
        f"--log={cluster.folder / 'log'}",
        f"--options={' '.join(options)}",
    )
    return cluster


def stop(cluster: Cluster) -> None:
    _run(cluster, "pg_ctl", "stop", "--mode=immediate", f"--pgdata={cluster.folder / 'data'}")
    shutil.rmtree(cluster.folder, ignore_errors=True)


def _run(cluster: Cluster, program: str, *arguments: str) -> None:
    """Output goes to a file: a server that inherits a pipe would keep its reader waiting."""
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*cluster.run_as, str(cluster.binaries / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            check=False,
        )
        output.seek(0)
        if done.returncode:
            sys.exit(f"{program}: {output.read().decode(errors='replace')}")
