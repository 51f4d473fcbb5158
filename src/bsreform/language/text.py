"""Vietnamese text made comparable: cleaning, matching keys, what differs."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# ✓ and its kin are values (“yes”), not punctuation; "_" is a word character to `re` but not to us.
_PUNCTUATION = re.compile(r"(?:[^\w✓✔✗✘☑☒√]|_)+")
_WORD = re.compile(r"[^\W_]+")
_LEADING_MARK = re.compile(r"^(?:[(\[]\d{1,2}[)\]]\s*)+")
_TRAILING_MARK = re.compile(r"\s*[=+\-–]?\s*[(\[]\d{1,2}[)\]]$")
_LONGEST_MARK = len(" = (12)")
_NOT_PLAIN = re.compile(r"[^ -~À-ɏḀ-ỹ]")
_LETTERS = "0-9A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
_PLAIN = re.compile(f"[{_LETTERS}]++(?: [{_LETTERS}]++)*+")
"""Words of Vietnamese letters, each one character, a blank between them: nothing to clean."""
# An open oa, oe, uy: no letter follows. After q the u belongs to the consonant.
_OPEN_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])")


def clean(s: str) -> str:
    """The same text in NFC, with Đ for Ð, without invisible characters, white space squeezed.

    Meant for Unicode text: TCVN3 must pass `from_legacy` first (its ư is the soft hyphen).
    """
    return _cleaned_once(s) if len(s) <= _SHORT else _cleaned(s)


def _cleaned(s: str) -> str:
    if not s.isprintable():
        s = _NOT_PLAIN.sub(_visible, s)
    if not s.isascii():
        for odd, plain in (("\u00d0", "Đ"), ("\u00f0", "đ"), ("\ufe0f", ""), ("\ufe0e", ""), ("\u034f", "")):
            if odd in s:
                s = s.replace(odd, plain)
        if not unicodedata.is_normalized("NFC", s):
            s = unicodedata.normalize("NFC", s)
    if "  " in s or s[:1] == " " or s[-1:] == " ":
        s = " ".join(s.split())
    return s


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    kind = unicodedata.category(character)
    if kind[0] == "Z" or (kind == "Cc" and character.isspace()):
        return " "
    return "" if kind in ("Cc", "Cf", "Cs") else character


def fold(s: str) -> str:
    """The key under which two spellings of the same Vietnamese text are equal; tone marks are kept.

    Ignores case, punctuation, spacing, “&” for “và”, a “(1)” at either end, and where the tone
    stands in an open oa, oe, uy (hoà = hòa). Idempotent.
    """
    return _folded_once(s) if len(s) <= _SHORT else _folded(s)


def _folded(s: str) -> str:
    if _PLAIN.fullmatch(s):
        return _with_tones_forward(s.lower())
    s = clean(s)
    if s[-1:] in (")", "]") or s[:1] in ("(", "["):
        s = _LEADING_MARK.sub("", _without_trailing_marks(s)) or s
    if "&" in s:
        s = s.replace("&", " và ")
    return _with_tones_forward(_PUNCTUATION.sub(" ", _casefold(s)).strip())


def _without_trailing_marks(s: str) -> str:
    while found := _TRAILING_MARK.search(s, max(0, len(s) - _LONGEST_MARK)):
        s = s[: found.start()]
    return s


_SHORT, _REMEMBERED = 100, 1 << 15
"""The letters of a text, and how many texts are remembered: most cells of a table repeat what others say."""
_cleaned_once = lru_cache(_REMEMBERED)(_cleaned)
_folded_once = lru_cache(_REMEMBERED)(_folded)


def _casefold(s: str) -> str:
    folded = s.casefold()
    if folded.isascii() or unicodedata.is_normalized("NFC", folded):
        return folded
    return clean(unicodedata.normalize("NFD", s).casefold())


def _with_tones_forward(s: str) -> str:
    return s if s.isascii() else _OPEN_TONE.sub(_tone_forward, s)


def _tone_forward(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", match[0])  # "o", "a", tone
    return unicodedata.normalize("NFC", decomposed[0] + decomposed[2]) + decomposed[1]


def bare(s: str) -> str:
    """`fold` without any diacritics: only for suggestions, since it merges Bình Thạnh with Bình Thanh."""
    return unmarked(fold(s))


def unmarked(folded: str) -> str:
    """`bare` of what is folded already."""
    if folded.isascii():
        return folded
    letters = unicodedata.normalize("NFD", folded.replace("đ", "d"))
    return unicodedata.normalize("NFC", letters.translate(_UNMARKED))


class _Unmarked(dict[int, int | None]):
    """Each character as it is, but none for a mark; looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNMARKED = _Unmarked()


def differs(wrong: str, right: str) -> str:
    """What tells two look-alikes apart, as a Vietnamese phrase; "" where they are alike or nothing alike."""
    if wrong == right:
        return ""
    a, b = clean(wrong), clean(right)
    if a == b:
        return "khác dấu cách, ký tự ẩn hoặc cách mã hóa dấu"
    if a.casefold() == b.casefold():
        return "khác chữ hoa/thường"
    if fold(a) == fold(b):
        return _spelling_apart(a, b)
    if fold(a).replace(" ", "") == fold(b).replace(" ", ""):
        return "khác khoảng cách giữa các chữ"
    return _words_apart(_WORD.findall(a), _WORD.findall(b))


def _spelling_apart(a: str, b: str) -> str:
    pairs = list(zip(_WORD.findall(a), _WORD.findall(b), strict=False))
    moved = [f"“{x}” ↔ “{y}”" for x, y in pairs if x.casefold() != y.casefold() and bare(x) == bare(y)]
    return f"khác vị trí đặt dấu thanh: {', '.join(moved[:3])}" if moved else "khác dấu câu hoặc ký hiệu"


def _words_apart(wrong: list[str], right: list[str]) -> str:
    """Compares word by word, aligned on the undecorated words so that a wrong tone is one difference."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [bare(w) for w in wrong], [bare(w) for w in right], autojunk=False)
    if matcher.ratio() < 0.5:
        return _letters_apart(wrong[0], right[0]) if len(wrong) == len(right) == 1 else ""
    phrases = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(wrong[i:j], right[k:m], strict=True)
            phrases += [f"khác dấu: “{x}” ↔ “{y}”" for x, y in pairs if fold(x) != fold(y)]
        elif kind == "delete":
            phrases.append(f"thừa chữ “{' '.join(wrong[i:j])}”")
        elif kind == "insert":
            phrases.append(f"thiếu chữ “{' '.join(right[k:m])}”")
        else:
            x, y = " ".join(wrong[i:j]), " ".join(right[k:m])
            phrases.append(_letters_apart(x, y) or f"khác chữ: “{x}” ↔ “{y}”")
    return "; ".join(phrases[:3])


def _letters_apart(wrong: str, right: str) -> str:
    """One letter too many or too few inside a word; "" where more than that differs."""
    x, y = fold(wrong), fold(right)
    longer, shorter, verb = (x, y, "thừa") if len(x) > len(y) else (y, x, "thiếu")
    for i, letter in enumerate(longer):
        if longer[:i] + longer[i + 1 :] == shorter:
            return f"{verb} chữ cái “{letter}”: “{wrong}” ↔ “{right}”"
    return ""


def spans(numbers: Sequence[int]) -> str:
    """Ascending numbers as ranges: "5–9, 14"; cut after ten ranges."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in ranges[:10]]
    return ", ".join(shown) + (", …" if len(ranges) > 10 else "")
