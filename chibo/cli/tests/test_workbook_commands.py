"""`chibo export` and `chibo import` of a data workbook, as typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chibo.base.sheets import open_workbook
from chibo.cli.frame import Chibo
from chibo.imports.tests.test_fill_in_a_workbook import changed, of_a_commune, put
from chibo.imports.workbook.reading import is_data_workbook
from chibo.members.models import Membership
from chibo.organisations.models import Organisation
from tests.world import World

pytestmark = pytest.mark.django_db


def chibo(*words: str) -> Result:
    return CliRunner().invoke(Chibo(name="chibo"), list(words))


def test_export_writes_the_file(world: World, tmp_path: Path) -> None:
    out = tmp_path / "so.xlsx"
    done = chibo("export", "--org", "Mường Mẫu", "--out", str(out), "--as", "an")
    assert (done.exit_code, "9 người" in done.output) == (0, True)
    assert "Không có trong sổ: Ảnh và tệp đính kèm" in done.stderr
    book = open_workbook(out.read_bytes(), out.name)
    assert is_data_workbook(book)
    assert "Không có trong sổ" in [row[0] for row in book.sheets[-1].rows()]


def test_a_folder_that_is_not_there_is_said_before_the_work(world: World, tmp_path: Path) -> None:
    done = chibo("export", "--org", "Mường Mẫu", "--out", str(tmp_path / "không" / "so.xlsx"))
    assert (done.exit_code, "Không có thư mục" in done.stderr) == (2, True)


def test_import_rehearses_and_then_writes(db: None, tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(of_a_commune())
    assert chibo("import", str(path)).exit_code == 0
    assert not Organisation.objects.exists()
    told = chibo("import", str(path), "--apply", "--format", "json")
    assert json.loads(told.stdout)[0]["problems"] == []
    assert Membership.objects.filter(ended_on__isnull=True).count() == 6


def test_problems_are_listed_and_the_exit_code_says_so(db: None, tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(changed(of_a_commune(), put("Người", 2, "Dân tộc", "Thái Bình")))
    for more in ([], ["--apply"]):
        done = chibo("import", str(path), *more)
        assert (done.exit_code, "Thái Bình" in done.output) == (1, True)


def test_a_list_still_needs_its_organisation(db: None, tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("Họ và tên,Ngày sinh\nLò Văn Ba,1980\n", encoding="utf-8")
    done = chibo("import", str(path))
    assert (done.exit_code, "--org" in done.output) == (2, True)
