import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.base.text import convert_legacy, detect_legacy
from chibo.base.text.legacy import TCVN3, VNI

MARKED = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
PAGE = "Nguyễn Thị Hạnh, sinh ngày mười sáu tháng tám, thường trú bản Lũng Phặc, xã Mường Sang"
NAMES = [
    "Lò Văn Đức",
    "Hà Thị Bích",
    "Lường Thị Út",
    "Vì Văn Ưng",
    "Sồng A Hảo",
    "Giàng Thị Sợ",
]
UNICODE_TO_VNI = {
    new: old for old, new in VNI.items() if len(old) == 1 or old[0].isupper() == old[1].isupper()
}
UNICODE_TO_TCVN3 = {new: old for old, new in TCVN3.items()}


def in_vni(text: str) -> str:
    return "".join(UNICODE_TO_VNI.get(char, char) for char in text)


def in_tcvn3(text: str) -> str:
    """As typed: toned capitals are the small letter in a font of capitals."""
    return "".join(
        UNICODE_TO_TCVN3.get(char, UNICODE_TO_TCVN3.get(char.lower(), char)) for char in text
    )


@pytest.mark.parametrize("letter", MARKED)
def test_every_small_letter_comes_back(letter):
    word = f"x{letter}n"
    assert convert_legacy(in_tcvn3(word), "tcvn3") == word
    assert convert_legacy(in_vni(word), "vni") == word


@pytest.mark.parametrize("letter", MARKED.upper())
def test_every_capital_comes_back(letter):
    word = f"XX{letter}N"
    assert convert_legacy(in_tcvn3(word), "tcvn3") == word
    assert convert_legacy(in_vni(word), "vni") == word


@given(st.text(alphabet=MARKED + "abcdeghiklmnopqrstuvxy ,.123"))
def test_small_text_comes_back_whole(text):
    assert convert_legacy(in_tcvn3(text), "tcvn3") == text
    assert convert_legacy(in_vni(text), "vni") == text


@given(st.text(alphabet=MARKED.upper() + "ABCDEGHIKLMNOPQRSTUVXY ,.123"))
def test_vni_capitals_come_back_whole(text):
    assert convert_legacy(in_vni(text), "vni") == text


def test_old_files_read_as_people_wrote_them():
    assert convert_legacy("NguyÔn V¨n §øc", "tcvn3") == "Nguyễn Văn Đức"
    assert convert_legacy("§¶NG Uû x· Hµ", "tcvn3") == "ĐẢNG Uỷ xã Hà"
    assert convert_legacy("Nguyeãn Vaên Ñöùc, NGUYEÃN THÒ HAÏNH, Aùnh", "vni") == (
        "Nguyễn Văn Đức, NGUYỄN THỊ HẠNH, Ánh"
    )


def test_a_line_of_capitals_is_capitals_throughout():
    assert convert_legacy("L\u00df TH\u00de H\u00b5", "tcvn3") == "LÒ THỊ HÀ"


@pytest.mark.parametrize(("encoding", "typed"), [("tcvn3", in_tcvn3), ("vni", in_vni)])
@pytest.mark.parametrize("samples", [NAMES, [PAGE], [PAGE.upper()], ["Họ và tên", "Ngày sinh"]])
def test_old_encodings_are_recognised(encoding, typed, samples):
    assert detect_legacy(map(typed, samples)) == encoding


@pytest.mark.parametrize(
    "samples",
    [
        NAMES,
        [PAGE],
        [PAGE.upper()],
        ["Hà", "Lò", "Vì", "Tân", "Lý", "Hùng", "Sáu", "Hoà"],
        ["An", "Binh", "Nguyen Van Duc", "0123", ""],
        [],
        ["José", "Müller", "François Noël", "Björn", "Zoë", "Agnès", "Peña", "João"],
        ["Köln", "Genève", "São Paulo", "Málaga", "Çeşme"],
        ["Söng"],
    ],
)
def test_good_text_is_left_alone(samples):
    assert detect_legacy(samples) is None


def test_one_old_row_among_unicode_rows_does_not_turn_the_column():
    assert detect_legacy([*NAMES, in_tcvn3("Quàng Văn Thưởng")]) is None


def test_a_unicode_word_is_never_converted():
    assert convert_legacy("Lò Thị Hạnh", "vni") == "Lò Thị Hạnh"
