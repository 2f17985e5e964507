"""Signed papers as files."""

from chibo.base.kept_files import kept_file
from chibo.reports.models import Scan

FOLDER = "submissions"


def content_of(scan: Scan) -> bytes:
    """Raises OSError when the file is gone from the disk."""
    return kept_file(FOLDER, scan.stored_as)
