"""Opening and filling in a Word template that a user may have edited; each of their mistakes gets a clear sentence."""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bsreform.files.os_errors import reason
from bsreform.files.plain_file import read_plain
from bsreform.files.toml_file import nearest

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment, TemplateError

_MOST_TEXT = 80
_REMEDY = "Sửa trong Word, hoặc xóa mẫu rồi chạy init."
_MOST_BYTES = 20 * 1024**2
_MOST_UNPACKED = 64 * 1024**2
_TOO_LARGE = "quá lớn"
_NO_DOCUMENT = "không phải là tệp Word .docx, hoặc tệp hỏng, có mật khẩu"
# What the engine says → what is wrong, for a clerk.
_WRONG: Final = (
    (r"'([^']+)' is undefined", "không có thẻ “{0}”"),
    (r"'[^']*' has no attribute '([^']+)'", "không có thẻ “{0}”"),
    (
        r"Encountered unknown tag '([^']+)'\..*innermost block.*'(\w+)'",
        "thẻ “{0}” không đúng chỗ: khối “{1}” chưa đóng",
    ),
    (r"Encountered unknown tag '(end\w+)'", "thẻ “{0}” thừa, hoặc thiếu thẻ mở của nó"),
    (r"Encountered unknown tag '([^']+)'", "không có thẻ “{0}”"),
    (r"[Uu]nexpected end of template.*innermost block.*'(\w+)'", "khối “{0}” chưa đóng bằng “end{0}”"),
    (r"No filter named '([^']+)'", "không có phép biến đổi “{0}”"),
    (r"[Uu]nexpected end of template", "thẻ mở ra mà chưa đóng"),
    (r"access to attribute", "thẻ đọc điều không được phép đọc"),
    (r"unexpected '([^']+)'", "thừa ký tự “{0}” trong thẻ"),
)


class BadTemplate(Exception):
    """The template cannot be used: the message names the file and the mistake."""


def open_template(path: Path) -> "DocxTemplate":
    """The template; BadTemplate if it cannot be read or is no Word document."""
    from zipfile import BadZipFile

    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from lxml.etree import XMLSyntaxError

    try:
        content = read_plain(path, _MOST_BYTES)
        _measure(content)
        template = DocxTemplate(BytesIO(content))
        template.init_docx()
    except BadTemplate as problem:
        raise bad(path, str(problem)) from problem
    except (OpcError, BadZipFile, KeyError, ValueError, XMLSyntaxError) as problem:
        raise bad(path, _NO_DOCUMENT) from problem
    except OSError as problem:
        raise bad(path, f"không đọc được ({reason(problem)})") from problem
    return template


def _measure(content: bytes) -> None:
    """BadTemplate if its parts unpack to more than a template has, whatever its directory says."""
    from bsreform.reading.decoding.content import Content
    from bsreform.reading.decoding.package import Package
    from bsreform.reading.decoding.raw import ReadFault

    try:
        package = Package(Content(content), _MOST_UNPACKED)
        for name in package.names():
            package.read(name)
    except ReadFault as fault:
        raise BadTemplate(_TOO_LARGE if fault.rule == "oversized_file" else _NO_DOCUMENT) from fault


def render(template: "DocxTemplate", context: Mapping[str, Any], path: Path) -> None:
    """Fill in the tags; BadTemplate, with the `path`, if one of them is wrong, or leaves no document behind."""
    from jinja2 import TemplateError

    environment = _environment()
    try:
        _check_whole(template.build_xml(dict(context), environment))
        template.render(dict(context), environment)
    except TemplateError as problem:
        raise _wrong(path, _told(problem, context)) from problem
    except MemoryError as problem:
        raise bad(path, "có thẻ cần quá nhiều bộ nhớ") from problem
    except BadTemplate as problem:
        raise _wrong(path, f": {problem}") from problem
    except Exception as problem:  # the expressions of a template may raise anything
        raise _wrong(path, ": không tính được") from problem


def _environment() -> "Environment":
    """Sandboxed: a template comes from outside. Escaping, so that “<” and “&” of names survive; nothing undefined."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _check_whole(xml: str) -> None:
    """The library would mend a torn document by dropping parts of it, silently."""
    from lxml.etree import XMLSyntaxError, fromstring

    try:
        fromstring(xml)
    except XMLSyntaxError as problem:
        raise BadTemplate(
            "thẻ mở và thẻ đóng không ở cùng một chỗ (cùng đoạn văn, hoặc cùng dòng của bảng) nên tài liệu bị đứt đoạn"
        ) from problem


def _told(problem: "TemplateError", context: Mapping[str, Any]) -> str:
    """What is wrong, the tag that was probably meant, and the text around the place where the engine stopped."""
    said = problem.message or ""
    found = next(((words, match) for pattern, words in _WRONG if (match := re.search(pattern, said))), None)
    wrong = f": {found[0].format(*found[1].groups())}" if found else ""
    hint = nearest(found[1].group(1), _tags(context)) if found and "không có thẻ" in found[0] else ""
    place = _place(problem)
    return "".join((wrong, f" – {hint}" if hint else "", f", gần “{place}”" if place else ""))


def _tags(context: Mapping[str, Any]) -> Iterable[str]:
    parts = context.get("noi_dung") or ()
    return (*context, *(key for part in parts[:1] for key in part), "for", "endfor", "if", "endif", "else")


def _place(problem: "TemplateError") -> str:
    """The text of the paragraph at which the engine stopped; "" where it does not say."""
    lines = (getattr(problem, "source", None) or "").splitlines()
    at = getattr(problem, "lineno", None) or 0
    text = re.sub(r"<[^>]+>", "", lines[at - 1]).strip() if 0 < at <= len(lines) else ""
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1] + "…"


def _wrong(path: Path, told: str) -> BadTemplate:
    """`told` ends the sentence on the tags."""
    return BadTemplate(f"Trong mẫu {path.name} có cụm {{{{ }}}} viết sai{told}. {_REMEDY}")


def bad(path: Path, why: str) -> BadTemplate:
    """`why` ends the sentence on the template."""
    return BadTemplate(f"Không lập được bản Word: mẫu “{path}” {why}. {_REMEDY}")
