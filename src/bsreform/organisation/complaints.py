"""Faults of bsreform.toml in words: the line, the key, what is wrong with it and the nearest valid one."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bsreform.files.toml_file import TomlFile, nearest

_PLAIN_FAULTS = {
    "string_type": "phải là chữ đặt trong dấu nháy kép",
    "int_type": "phải là số nguyên, không đặt trong dấu nháy",
    "float_type": "phải là số, không đặt trong dấu nháy",
    "finite_number": "phải là một số hữu hạn",
    "bool_type": "phải là true hoặc false, không đặt trong dấu nháy",
    "date_type": "phải là ngày không đặt trong dấu nháy, ví dụ 2024-03-27",
    "tuple_type": 'phải là danh sách trong ngoặc vuông, ví dụ ["Ngày nhận HS"]',
    "string_too_short": "phải ghi tên, ví dụ “UBND xã Vạn Tường”",
    "string_pattern_mismatch": "mã nhóm chỉ gồm chữ thường không dấu, chữ số, dấu gạch",
    "mapping_type": "phải là một mục gồm nhiều dòng khóa = giá trị",
    "model_type": "phải là một mục gồm nhiều dòng khóa = giá trị",
}


def complaint(file: TomlFile, fault: ErrorDetails, model: type[BaseModel]) -> tuple[int, str]:
    """The line (0 = not found) and the sentence about what is wrong with a value of `model`, all the settings."""
    # The place of a wrong key inside a mapping ends in "[key]"; that of a list item in its index.
    path = [str(part) for part in fault["loc"] if part != "[key]" and not isinstance(part, int)]
    line = file.line_of(path) or 0
    place = f"dòng {line}: " if line else ""
    return line, f"{place}{'.'.join(path)} – {_what_is_wrong(path, fault, model)}"


def _what_is_wrong(path: list[str], fault: ErrorDetails, model: type[BaseModel]) -> str:
    context: dict[str, Any] = fault.get("ctx", {})
    match fault["type"]:
        case "extra_forbidden":
            return _unknown_key(path, tuple(_keys_at(path[:-1], model)), model)
        case "one_of":
            return _unknown_key(path, context["known"], model)
        case "unreadable":
            return str(context["fault"])
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"])
            hint = nearest(str(fault["input"]), allowed)
            quoted = ", ".join(f"“{each}”" for each in allowed)
            return f"không nhận “{fault['input']}”; phải là một trong: {quoted}" + (f" – {hint}" if hint else "")
        case "greater_than_equal":
            return f"phải từ {context['ge']} trở lên, không thể là {fault['input']}"
        case "less_than_equal":
            return f"phải từ {context['le']} trở xuống, không thể là {fault['input']}"
        case other:
            return f"{_PLAIN_FAULTS.get(other, 'giá trị không hợp lệ')} (đang là: {fault['input']})"


def _unknown_key(path: list[str], known: tuple[str, ...], model: type[BaseModel]) -> str:
    around = "".join(f"{part}." for part in path[:-1])
    hint = nearest(path[-1], known)
    if hint:
        return f"không có khóa này; {hint.replace('“', '“' + around, 1)}"
    section = next((name for name in model.model_fields if path[-1] in _keys_at([name], model)), "")
    if section:
        meant = f"{section}.{path[-1]}"
        return f"không có khóa này; có phải “{meant}” không? Phía trên phải có dòng [{section}], đã bỏ dấu #"
    return f"không có khóa này; các khóa dùng được: {', '.join(known)}"


def _keys_at(path: list[str], model: type[BaseModel]) -> list[str]:
    """The keys of a section of the settings, none where it is a free mapping."""
    for part in path:
        annotation = model.model_fields[part].annotation
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        model = annotation
    return list(model.model_fields)
