"""How tests read a PDF back: through poppler, as another program would."""

import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest


def _poppler(tool: str, pdf: bytes, *options: str) -> str:
    if shutil.which(tool) is None:
        pytest.fail(f"{tool} is missing: install poppler-utils (apt-get install poppler-utils).")
    done = subprocess.run([tool, *options], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pages_of(pdf: bytes, *options: str) -> list[str]:
    """The text of each page, in reading order."""
    return _poppler("pdftotext", pdf, *options, "-", "-").split("\f")[:-1]


def words_of(pdf: bytes) -> str:
    """All words with one space between them."""
    return " ".join(" ".join(pages_of(pdf)).split())


def lines_of(page: str) -> list[str]:
    """The lines of a page that hold something."""
    return [line.strip() for line in page.splitlines() if line.strip()]


def fonts_of(pdf: bytes) -> list[tuple[str, str]]:
    """Pairs of font name without its subset mark, and "yes" when it is embedded."""
    rows = [line.split() for line in _poppler("pdffonts", pdf, "-").splitlines()[2:]]
    return sorted((row[0].split("+")[-1], row[-5]) for row in rows)


def boxes_of(pdf: bytes) -> list[tuple[float, float, str]]:
    """Left edge, right edge in points, and text of every word."""
    page = ET.fromstring(_poppler("pdftotext", pdf, "-bbox", "-", "-"))
    return [
        (float(word.attrib["xMin"]), float(word.attrib["xMax"]), word.text or "")
        for word in page.iter("{http://www.w3.org/1999/xhtml}word")
    ]
