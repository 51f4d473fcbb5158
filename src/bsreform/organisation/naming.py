"""Names of administrative bodies: what may stand around a name, which kind of body it is, the id that it gives."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from bsreform.language.text import bare, fold

LEVELS: Mapping[str, tuple[str, ...]] = {
    "huyện": ("h",),
    "quận": ("q",),
    "thị xã": ("tx",),
    "thành phố": ("tp",),
    "xã": ("x",),
    "phường": ("p",),
    "thị trấn": ("tt",),
    "đặc khu": ("đk",),
    "tỉnh": (),
}
"""What may be governed → how it is abbreviated, folded."""

_COMMITTEE = r"(?:ủy ban nhân dân|ubnd)"
# Folded words before a unit's name that say nothing about which unit it is.
_LEADING = re.compile(
    r"(?:(?:bộ phận|bp) (?:một cửa|1 cửa|tiếp nhận(?: hồ sơ)? và trả kết quả|tiếp nhận trả kết quả|"
    r"tn(?: và)? tkq|tntkq)(?: giải quyết (?:thủ tục hành chính|tthc)| hiện đại| điện tử| cấp xã)*|"
    r"một cửa|bpmc|(?:chi nhánh )?(?:trung tâm|tt) (?:phục vụ )?hành chính công|ttpvhcc|tthcc|"
    rf"{_COMMITTEE}|của|thuộc|tại|xã|x|phường|p|thị trấn|tt|đặc khu) "
)
# Undecorated first words of a name → the kind of body that bears it, the first that fits.
_KINDS = tuple(
    (re.compile(rf"(?:{pattern})\b"), kind)
    for pattern, kind in (
        ("cong an|ca", "police"),
        ("ban chi huy quan su|ban chqs|bch quan su|bchqs|quan su", "military"),
        (
            r"(?:bo phan|bp) |mot cua|bpmc|(?:chi nhanh )?(?:trung tam|tt) (?:phuc vu )?hanh chinh cong|ttpvhcc|tthcc",
            "shop",
        ),
        ("uy ban nhan dan|ubnd|xa|x|phuong|thi tran|dac khu|tt", "people"),
        ("thanh tra", "inspectorate"),
        ("van phong|vp", "office"),
        ("chi nhanh|cn", "branch"),
        ("chi cuc", "sub-department"),
        ("so", "department of a province"),
        ("phong|p", "department"),
        ("ban", "board"),
        ("trung tam", "centre"),
        ("tram", "station"),
        ("truong", "school"),
        ("hoi|doan|mat tran|ub mttq|lien doan", "union"),
    )
)
_ABBREVIATED = {"phòng": "p", "văn phòng": "vp", "trung tâm": "tt", "công an": "ca"}
"""How people write the first word of a body's name for short."""
_PLACE = re.compile(rf"^{_COMMITTEE} (?:{'|'.join(LEVELS)}) |^(?:{'|'.join(LEVELS)}) ")
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"\u0302": "", "\u0306": "w", "\u031b": "w"}


def level_of(name: str) -> str:
    """“huyện”, “xã”…: what the body of that name governs; "" where its name does not say."""
    folded = re.sub(rf"^{_COMMITTEE} ", "", fold(name))
    return next((level for level in LEVELS if folded.startswith(f"{level} ")), "")


def abbreviated(folded: str) -> str:
    """A folded name with its first word for short ("p tư pháp"); "" where that is not usual."""
    words = next((each for each in _ABBREVIATED if folded.startswith(f"{each} ")), "")
    return folded.replace(words, _ABBREVIATED[words], 1) if words else ""


def governs_place(name: str) -> bool:
    """Is it the committee of a place (“UBND xã …”), and not a department, the police, a centre?"""
    return kind_of_body(name) == "people"


def chair_of(name: str) -> str:
    """To whom the office of an organisation reports: “Chủ tịch UBND huyện Bình Sơn”; itself where it is no UBND."""
    return f"Chủ tịch {name}" if name.startswith("UBND ") else name


def place_of(name: str) -> str:
    """ "UBND huyện Bình Sơn" → "Bình Sơn": the name without what governs it."""
    words, folded = name.split(), fold(name)
    return " ".join(words[len(words) - len(_PLACE.sub("", folded).split()) :])


class Surroundings(Struct, frozen=True, dict=True):
    """The organisation and those above it, nearest first: their names say nothing about which of its units is meant."""

    names: tuple[str, ...] = ()

    def is_own(self, text: str) -> bool:
        """Is the whole text a name of the organisation itself?"""
        return fold(text) in self._own

    def forms(self, folded: str) -> Iterator[str]:
        """The text itself, then with ever fewer administrative words around it; the barest comes last."""
        form = folded
        shorter = [form]
        for pattern in self._trailing:
            if (cut := pattern.sub("", form)) != form:
                form = cut
                shorter.append(form)
        yield from shorter
        for each in shorter:
            yield from self._without_leading(each)

    def _without_leading(self, form: str) -> Iterator[str]:
        while match := self._leading.match(form) or _LEADING.match(form):
            form = form[match.end() :]
            yield form

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(_ways(self.names[0])) if self.names else frozenset()

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        ways = sorted((way for name in self.names for way in _ways(name) if way.count(" ") > 1), key=len, reverse=True)
        return re.compile(rf"(?:{'|'.join(map(re.escape, ways))}) ") if ways else re.compile(r"(?!)")

    @cached_property
    def _trailing(self) -> tuple[re.Pattern[str], ...]:
        """The farthest name first, as addresses are written; the level of the organisation itself may stay alone."""
        found = []
        for name in reversed(self.names):
            place, level = re.escape(fold(place_of(name))), level_of(name)
            levels = "|".join((level, *LEVELS.get(level, ()))) if level else ""
            if name != self.names[0]:
                found.append(re.compile(rf" (?:(?:{levels}) )?{place}$" if levels else rf" {place}$"))
                continue
            found.append(re.compile(rf" {place}$"))
            if levels:
                found.append(re.compile(rf"(?: (?:thuộc|của|tại))?(?: {_COMMITTEE})? (?:{levels})$"))
        return tuple(found)


def _ways(name: str) -> Iterator[str]:
    """The folded ways to write the name of what governs a place: with and without the committee and the level."""
    place, level = fold(place_of(name)), level_of(name)
    yield from dict.fromkeys((fold(name), place))
    for each in (level, *LEVELS.get(level, ())) if level else ():
        yield f"{each} {place}"
        yield f"ubnd {each} {place}"
        yield f"ủy ban nhân dân {each} {place}"


def kind_of_body(text: str) -> str:
    """The kind of body whose name it is ("police", "people", "department" …), marks or not; "" where it does not say.

    The one-stop shop of a commune is the commune's.
    """
    plain = bare(text)
    kind = next((kind for pattern, kind in _KINDS if pattern.match(plain)), "")
    if kind == "shop" and re.search(r" (?:xa|phuong|thi tran|dac khu) \w", plain):
        return "people"
    return kind


def ids_of(names: Sequence[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """An id for each name, made from nothing but the names: Ba Tô and Ba Tơ get theirs from their marks.

    `taken` are ids that others have. Names that fold alike get the same id.
    """
    known = set(taken)
    ways = [tuple(make(fold(name)) for make in _ID_WAYS) for name in names]
    found: list[str] = [""] * len(names)
    open_ = set(range(len(names)))
    for way in range(len(_ID_WAYS)):
        wanted: dict[str, set[str]] = {}
        for number in open_:
            wanted.setdefault(ways[number][way], set()).add(fold(names[number]))
        for number in sorted(open_):
            id_ = ways[number][way]
            if id_ not in known and len(wanted[id_]) == 1:
                found[number] = id_
        known |= {found[number] for number in open_ if found[number]}
        open_ = {number for number in open_ if not found[number]}
    for number in open_:
        found[number] = ways[number][-1]
    return tuple(found)


def _short_id(folded: str) -> str:
    return "-".join(bare(_PLACE.sub("", folded)).split())


def _long_id(folded: str) -> str:
    return "-".join(bare(re.sub(rf"^{_COMMITTEE} ", "", folded)).split())


def _typed(folded: str) -> str:
    """The words as they are typed in Telex: marks become letters ("Ba Tơ" → "ba-tow")."""
    import unicodedata

    words = []
    for word in _PLACE.sub("", folded).replace("đ", "dd").split():
        letters, tone = "", ""
        for character in unicodedata.normalize("NFD", word):
            if character == "\u0302":
                letters += letters[-1]
            elif character in _SHAPES:
                letters += _SHAPES[character]
            elif character in _TONES:
                tone = _TONES[character]
            else:
                letters += character
        words.append(letters + tone)
    return "-".join(words)


_ID_WAYS = (_short_id, _typed, _long_id)
