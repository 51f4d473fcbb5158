"""The table of form II.06a as a source: one row is one field of procedures with its counts of dossiers."""

from itertools import product

from bsreform.spec import Field, Layout

_DOSSIERS = ("Số lượng hồ sơ", "Số hồ sơ", "Hồ sơ", "Tổng số hồ sơ", "")
_IN = ("tiếp nhận", "nhận giải quyết", "tiếp nhận giải quyết", "tiếp nhận, giải quyết", "tiếp nhận để giải quyết")
_OUT = ("đã giải quyết", "giải quyết", "đã giải quyết xong", "đã xử lý")
_OPEN = ("đang giải quyết", "đang xử lý", "đang giải quyết, chờ kết quả", "chưa giải quyết", "tồn chưa giải quyết")
_NEW = ("", "Trong kỳ", "Mới tiếp nhận", "Tiếp nhận trong kỳ", "Số mới tiếp nhận", "Trong đó", "Trong kỳ báo cáo")
_SUM = ("Tổng số", "Tổng cộng", "Tổng", "Cộng", "")


def _words(verbs: tuple[str, ...], leaves: tuple[str, ...], bands: tuple[str, ...] = ("",)) -> tuple[str, ...]:
    """The headings of a column as they read from the widest heading down to its own."""
    parts = product(leaves, bands, _DOSSIERS, verbs)
    return tuple(" ".join(filter(None, (noun, verb, band, leaf))) for leaf, band, noun, verb in parts)


COUNTS = (
    "total_in", "online", "direct", "carried", "closed", "early", "on_day", "late", "open", "open_in_term",
    "open_overdue",
)  # fmt: skip
"""The counts of the form, columns (3) to (13), each named as the column that shows the same of the rows."""

LAYOUT = Layout(
    id="aggregate_06a",
    label="Biểu tổng hợp II.06a",
    key_fields=("total_in", "closed", "open"),
    subject="dossiers",
    folder="dossiers",
    sent_as="biểu tổng hợp II.06a",
    least=9,
    beside=True,
    fields=(
        Field("number", "STT", "text", ("STT", "TT", "Số TT", "Số thứ tự")),
        Field("field", "Lĩnh vực", "text", (
            "Lĩnh vực giải quyết", "Lĩnh vực", "Tên lĩnh vực", "Lĩnh vực, công việc giải quyết",
            "Lĩnh vực, công việc giải quyết theo cấp", "Lĩnh vực công việc", "Lĩnh vực thủ tục hành chính", "Lĩnh vực TTHC",
        )),
        Field("unit", "Đơn vị", "text", ("Đơn vị", "Tên đơn vị", "Cơ quan, đơn vị", "Cơ quan", "Đơn vị giải quyết")),
        Field("total_in", "(3) Tổng số tiếp nhận", "number", _words(_IN, _SUM)),
        Field("online", "(4) Trực tuyến", "number", (
            *_words(_IN, ("Trực tuyến", "Tiếp nhận trực tuyến"), _NEW), "Trong kỳ trực tuyến", "Trực tuyến",
        )),
        Field("direct", "(5) Trực tiếp, bưu chính", "number", (
            *_words(_IN, (
                "Trực tiếp, dịch vụ bưu chính", "Trực tiếp, bưu chính", "Trực tiếp hoặc dịch vụ bưu chính", "Trực tiếp",
                "Trực tiếp hoặc bưu chính", "Trực tiếp, qua dịch vụ bưu chính", "Trực tiếp, BCCI",
            ), _NEW),
            "Trong kỳ trực tiếp, dịch vụ bưu chính", "Trực tiếp, dịch vụ bưu chính", "Trực tiếp",
        )),
        Field("carried", "(6) Từ kỳ trước", "number", (
            *_words(_IN, ("Từ kỳ trước", "Kỳ trước chuyển sang", "Số kỳ trước chuyển qua", "Từ kỳ trước chuyển sang", "Tồn kỳ trước"), _NEW),
            "Từ kỳ trước", "Kỳ trước chuyển sang", "Từ kỳ trước chuyển sang", "Số kỳ trước chuyển qua", "Tồn kỳ trước",
        )),
        Field("closed", "(7) Tổng số đã giải quyết", "number", _words(_OUT, _SUM)),
        Field("early", "(8) Trước hạn", "number", (
            *_words(_OUT, ("Trước hạn", "Giải quyết trước hạn", "Trả trước hạn")), "Trước hạn",
        )),
        Field("on_day", "(9) Đúng hạn", "number", (
            *_words(_OUT, ("Đúng hạn", "Giải quyết đúng hạn", "Trả đúng hạn")), "Đúng hạn",
        )),
        Field("late", "(10) Quá hạn, đã giải quyết", "number", _words(_OUT, ("Quá hạn", "Trễ hạn", "Giải quyết quá hạn", "Trả quá hạn"))),
        Field("open", "(11) Tổng số đang giải quyết", "number", _words(_OPEN, _SUM)),
        Field("open_in_term", "(12) Trong hạn", "number", (
            *_words(_OPEN, ("Trong hạn", "Chưa đến hạn", "Còn hạn")), "Trong hạn", "Chưa đến hạn",
        )),
        Field("open_overdue", "(13) Quá hạn, đang giải quyết", "number", _words(_OPEN, ("Quá hạn", "Trễ hạn", "Đã quá hạn"))),
    ),
)  # fmt: skip
