"""What only papers, workbooks, calendars and programs need is not loaded with the pages (decision 0013)."""

import os
import subprocess
import sys
from pathlib import Path

FOR_FILES = {"docx", "typst", "segno", "openpyxl", "xlsxwriter", "xlrd", "icalendar"}
FOR_PROGRAMS = {"ninja", "pydantic"}  # where nothing is open to them
LOADED = """
import sys
import django
django.setup()
from chibo.cli.installation import keep_what_is_loaded
keep_what_is_loaded()
import chibo.wsgi
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_the_views_of_all_pages_load_no_printer(tmp_path: Path) -> None:
    own = {"CHIBO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "chibo.settings"}
    said = subprocess.run(
        [sys.executable, "-c", LOADED], env=os.environ | own, capture_output=True, check=True
    )
    loaded = set(said.stdout.decode().split())
    assert "chibo" in loaded
    assert loaded & (FOR_FILES | FOR_PROGRAMS) == set()
