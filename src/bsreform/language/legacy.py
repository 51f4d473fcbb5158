"""Text typed in pre-Unicode fonts (TCVN3/ABC, VNI): recognised over many texts, converted one by one."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

Encoding = Literal["tcvn3", "vni"]
_ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni")

# The characters are what the bytes look like when they are taken for Windows-1252.
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_ALONE = dict(zip("íìæóòîôöñ", "íìỉĩịỵơưđ", strict=True))
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_CIRCUMFLEX = "\u0302"
_BREVE = "\u0306"
_VNI_ROOFS = {
    "â": _CIRCUMFLEX,
    **{c: _CIRCUMFLEX + t for c, t in zip("áàåãä", "\u0301\u0300\u0309\u0303\u0323", strict=True)},
    "ê": _BREVE,
    **{c: _BREVE + t for c, t in zip("éèúüë", "\u0301\u0300\u0309\u0303\u0323", strict=True)},
}


def _vni_pairs() -> dict[str, str]:
    marks = dict.fromkeys("ôöuy", _VNI_TONES)
    marks |= {base: {**_VNI_TONES, **{c: m for c, m in _VNI_ROOFS.items() if m[0] == _CIRCUMFLEX}} for base in "eo"}
    marks["a"] = {**_VNI_TONES, **_VNI_ROOFS}
    table = dict(_VNI_ALONE)
    for base, signs in marks.items():
        vowel = _VNI_ALONE.get(base, base)
        table |= {base + sign: unicodedata.normalize("NFC", vowel + mark) for sign, mark in signs.items()}
    for code, letter in list(table.items()):  # "Aù" and "AÙ" both stand for Á
        table[code[0].upper() + code[1:]] = table[code.upper()] = letter.upper()
    return table


_VNI = _vni_pairs()
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

# Words end at white space and ASCII punctuation; anything else may be a letter in a legacy font.
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~–—“”‘’…]+")
_DECLARED_UNICODE = re.compile(r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
_TONED = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_RHYME = (
    "a[cimnoptuy]?|ach|ang|anh|ă[cmnpt]|ăng|â[cmnptuy]|âng|e[cmnopt]?|eng|ê[mnptu]?|êch|ênh|êng|"
    "i[amnptu]?|ich|inh|iê[cmnptu]|iêng|o[aceimnpt]?|ong|oong|ooc|oa[cimnopty]|oach|oang|oanh|oă[cnt]|oăng|oen|oeo|oet|"
    "ô[cimnpt]?|ông|ơ[imnpt]?|u[acêimnơpty]?|ung|uâ[nty]|uâng|uêch|uênh|uô[cimnt]?|uông|uya|uych|uynh|uy[ntpu]|uyê[nt]|"
    "ư[acimntu]?|ưng|ươ[cimnptu]|ương|y|y[nt]|ych|ynh|yê[mntu]|yêng"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?P<rhyme>{_RHYME})")
_TONED_LAST = frozenset({"oa", "oe", "uy", "uê", "uơ"})
"""The rhymes of two vowels whose second one may bear the tone: “Maõ” is no word, but VNI for “Mã”."""
_STOPPED = re.compile(r"(?:ch|[cpt])$")
# Where one short word is possible either way, these converted words are the likelier reading.
_COMMON = frozenset({"có", "số", "bộ", "hộ", "từ", "thị", "trị", "bị"})


def legacy_encoding(texts: Iterable[str]) -> Encoding | None:
    """The legacy font in which nearly all non-ASCII words make sense, while few do as Unicode; else None.

    Give it the raw texts of a sheet (before `clean`), at least three different such words.
    """
    words = {word for text in texts if not text.isascii() for word in _words(text)}
    if len(words) < 3:
        return None
    as_unicode = sum(map(_is_syllable, words)) / len(words)
    scores = {encoding: _share(words, encoding) for encoding in ("tcvn3", "vni")}
    best: Encoding = "tcvn3" if scores["tcvn3"] >= scores["vni"] else "vni"
    return best if scores[best] >= 0.8 and scores[best] - as_unicode >= 0.3 else None


def pasted_encoding(text: str) -> Encoding | None:
    """The legacy font in which all words of one cell make sense that do not as Unicode; None where there is none."""
    words = [] if text.isascii() or _DECLARED_UNICODE.search(text) else _words(text)
    if not words or all(map(_is_syllable, words)):
        return None
    fitting = [encoding for encoding in _ENCODINGS if all(_is_legacy_word(word, encoding) for word in words)]
    return fitting[0] if len(fitting) == 1 else None


def from_legacy(s: str, encoding: Encoding) -> str:
    """The text in Unicode (NFC); text that is ASCII or Vietnamese Unicode already comes back unchanged."""
    if s.isascii() or _DECLARED_UNICODE.search(s):
        return s
    words = _words(s)
    kept, gained = sum(map(_is_syllable, words)), sum(_is_legacy_word(word, encoding) for word in words)
    if gained == kept and not any(_convert(word, encoding).lower() in _COMMON for word in words):
        return s
    return _convert(s, encoding) if gained >= kept else s


def _convert(s: str, encoding: Encoding) -> str:
    if encoding == "tcvn3":
        return "".join([_TCVN3.get(c, c) for c in s])
    return _VNI_CODE.sub(lambda match: _VNI[match[0]], s)


def _words(text: str) -> list[str]:
    """The words that tell encodings apart: with a non-ASCII character, without digits, longer than one."""
    found = _WORD.findall(text)
    return [w for w in found if not w.isascii() and len(w) > 1 and not any(c.isdigit() for c in w)]


def _share(words: set[str], encoding: Encoding) -> float:
    return sum(_is_legacy_word(word, encoding) for word in words) / len(words)


def _is_legacy_word(word: str, encoding: Encoding) -> bool:
    if _DECLARED_UNICODE.search(word):
        return False
    # In TCVN3 a capital with a tone is written with the small letter's code: “THÞ” is “THị”.
    converted = _convert(word, encoding)
    return _is_syllable(converted.lower() if encoding == "tcvn3" else converted)


def _is_syllable(word: str) -> bool:
    """Whether it could be a Vietnamese syllable as Unicode: onset, rhyme, one tone, no stray capitals."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = _TONED.findall(letters)
    toneless = unicodedata.normalize("NFC", _TONED.sub("", letters))
    found = _SYLLABLE.fullmatch(toneless)
    if len(tones) > 1 or not found or (tones and not _bears_tone(letters, found["rhyme"])):
        return False
    return not _STOPPED.search(toneless) or bool(tones and tones[0] in "\u0301\u0323")


def _bears_tone(letters: str, rhyme: str) -> bool:
    """Does the tone stand on a vowel that may bear it? `letters` are decomposed, with one tone."""
    base, behind = _TONED.split(letters)
    plain = [letter for letter in base if not unicodedata.combining(letter)]
    if plain[-1] not in "aeiouy":
        return False
    at_end = not any(map(str.isalpha, behind))
    return not at_end or len(rhyme) == 1 or rhyme in _TONED_LAST
