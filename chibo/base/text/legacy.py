"""Text typed for the old fonts: .VnTime (TCVN3, also called ABC) and VNI-Times (VNI-Windows).

Such files hold Western letters which only those fonts draw as Vietnamese: 'NguyÔn V¨n' or
'Nguyeãn Vaên'. One word proves nothing ('Lò' is good Unicode, and is also VNI for 'Lị'), so
detection looks at a whole column or sheet and asks under which reading the syllables make sense.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Literal

from chibo.base.text.letters import syllable

Encoding = Literal["tcvn3", "vni"]

_MARKED = (
    "àảãáạ ăằẳẵắặ âầẩẫấậ đ èẻẽéẹ êềểễếệ ìỉĩíị òỏõóọ ôồổỗốộ ơờởỡớợ ùủũúụ ưừửữứự ỳỷỹýỵ"
).replace(" ", "")
_TCVN3_LOWER = (
    "µ¶·¸¹ ¨»¼½¾Æ ©ÇÈÉÊË ® ÌÎÏÐÑ ªÒÓÔÕÖ ×ØÜÝÞ ßáâãä «åæçèé ¬êëìíî ïñòóô \u00adõö÷øù úûüýþ"
).replace(" ", "")
_TCVN3_UPPER = dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True))
TCVN3 = dict(zip(_TCVN3_LOWER, _MARKED, strict=True)) | _TCVN3_UPPER

_VNI_LOWER = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä "
    "ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï "
    "uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"
)
_VNI_SMALL = dict(zip(_VNI_LOWER.split(), _MARKED, strict=True))
VNI = (
    _VNI_SMALL
    | {old.upper(): new.upper() for old, new in _VNI_SMALL.items()}
    # the mark follows the shift key as it happens to be: Aùnh and AÙnh are both Ánh
    | {old[0].upper() + old[1]: new.upper() for old, new in _VNI_SMALL.items() if old[1:]}
)

# letters above Latin-1 and combining marks, which no old font used
UNICODE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯẠ-ỹ\u0300-\u0323]")

_VNI_LETTER = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_TCVN3_WORD = re.compile(f"[A-Za-z{''.join(TCVN3)}]+")
_WORD = re.compile(r"[^\s\d.,;:()\[\]/\\\"'+_\-]+")

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_NUCLEUS = (
    "iêu|yêu|uyê|uya|uyu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|"
    "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|ia|iê|ya|yê|ua|uô|uơ|ưa|ươ|"
    "oa|oă|oe|oo|uê|uy|uâ|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(ch|c|p|t|ng|nh|n|m)?")
_SHARP_OR_HEAVY = (4, 5)

_WORDS_LOOKED_AT = 3000
_FEWEST_WORDS = 2
_SENSIBLE = 0.8
_CLEARER_BY = 0.3
_UNICODE_ALLOWED = 0.1


def detect_legacy(samples: Iterable[str]) -> Encoding | None:
    """Which old encoding a column or sheet is written in, or None. Give raw text, not cleaned."""
    words = list(islice(_marked_words(samples), _WORDS_LOOKED_AT))
    old = sorted({word for word in words if not _is_unicode_vietnamese(word)})
    unicode_words = sum(map(_is_unicode_vietnamese, words))
    if len(old) < _FEWEST_WORDS or unicode_words > _UNICODE_ALLOWED * len(words):
        return None
    as_it_is = _share_sensible(old, str)
    best, share = max(
        ((name, _share_sensible(old, _CONVERT[name])) for name in _CONVERT),
        key=lambda found: found[1],
    )
    return best if share >= _SENSIBLE and share - as_it_is >= _CLEARER_BY else None


def convert_legacy(text: str, encoding: Encoding) -> str:
    """To Unicode. Text that already holds letters no old font has is returned as it is."""
    return text if _is_unicode_vietnamese(text) else _CONVERT[encoding](text)


def _from_vni(text: str) -> str:
    return _VNI_LETTER.sub(lambda found: VNI[found[0]], text)


def _from_tcvn3(text: str) -> str:
    """TCVN3 has no toned capitals: 'THÞ' was typed for a font of capitals, and means THỊ."""
    all_capitals = re.search("[A-Z]{2}", text) and not re.search("[a-z]", text)

    def word(found: re.Match[str]) -> str:
        old = found[0]
        new = "".join(TCVN3.get(char, char) for char in old)
        capitals = sum(char.isascii() or char in _TCVN3_UPPER for char in old)
        return new.upper() if all_capitals or (capitals > 1 and _no_small(old)) else new

    return _TCVN3_WORD.sub(word, text)


def _no_small(word: str) -> bool:
    return not re.search("[a-z]", word)


_CONVERT: dict[Encoding, Callable[[str], str]] = {
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
}


def _marked_words(samples: Iterable[str]) -> Iterable[str]:
    for text in samples:
        for word in _WORD.findall(text):
            if not word.isascii():
                yield word


def _is_unicode_vietnamese(text: str) -> bool:
    return bool(UNICODE_ONLY.search(text))


def _share_sensible(words: list[str], convert: Callable[[str], str]) -> float:
    return sum(_is_syllable(convert(word)) for word in words) / len(words)


def _is_syllable(word: str) -> bool:
    letters, tone = syllable(unicodedata.normalize("NFC", word))
    found = _SYLLABLE.fullmatch(letters)
    if not found:
        return False
    stopped = found[1] in ("c", "ch", "p", "t")
    return tone in _SHARP_OR_HEAVY if stopped else True
