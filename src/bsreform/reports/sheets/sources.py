"""“Nguồn số liệu”: every file behind the figures, the settings that matter, the version."""

from collections.abc import Mapping, Sequence

from bsreform.language.wording import clock_time, decimal, mid_sentence, official_date, short_decimal
from bsreform.layouts.aggregate_06a import LAYOUT as AGGREGATE_06A
from bsreform.material.values import Material
from bsreform.model import Source
from bsreform.report_model import Column, Paragraphs, Row, Section, Table

_READ = {False: "Đã đọc", True: "Biểu II.06a: chỉ để đối chiếu"}
_FROM = {"title": "ghi trong tệp", "property": "thuộc tính tệp", "file": "giờ của tệp"}


def sources(material: Material, files: Sequence[Source], fault_titles: Mapping[str, str]) -> Section:
    """The sheet of the `files`. `fault_titles` words why one could not be read, by rule id.

    The table stands last, so that no page repeats its header above something else.
    """
    columns = (
        Column("no", "STT", "integer", width=5),
        Column("path", "Tệp", width=36),
        Column("sheet", "Trang", width=14),
        Column("exported", "Thời điểm xuất", width=13),
        Column("origin", "Căn cứ", width=12),
        Column("rows", "Số dòng hồ sơ", "integer", width=10),
        Column("state", "Tình trạng", width=22),
        Column("sha256", "Mã kiểm tra (SHA-256)", width=34),
    )
    rows = tuple(_row(number, each, fault_titles) for number, each in enumerate(files, 1))
    read = Table("sources", "Các tệp đã đọc", columns, rows, filtered=True, empty="Không có tệp nào.")
    return Section(
        name="Nguồn số liệu",
        title="NGUỒN SỐ LIỆU VÀ THIẾT LẬP",
        subtitle=f"Số liệu tính đến hết ngày {official_date(material.period.as_of)}",
        blocks=(_settings(material), read),
        landscape=True,
        audit=True,
    )


def _row(number: int, source: Source, fault_titles: Mapping[str, str]) -> Row:
    is_table = source.layout == AGGREGATE_06A.id
    return Row(
        {
            "no": number,
            "path": source.path,
            "sheet": source.sheet or "",
            "exported": clock_time(source.exported_at) if source.exported_at else "",
            "origin": _FROM[source.exported_from] if source.exported_at else "",
            "rows": None if is_table else source.rows,
            "state": fault_titles.get(source.fault, source.fault) if source.fault else _READ[is_table],
            "sha256": source.sha256 or "",
        }
    )


def _settings(material: Material) -> Paragraphs:
    config = material.config
    by_handling = config.dossiers.unit_column == "handling"
    told = [
        f"Phiên bản bsreform: {material.version}.",
        f"Hồ sơ tính cho: {'đơn vị giải quyết' if by_handling else 'đơn vị tiếp nhận'}.",
        f"Ngày kết thúc hồ sơ: {'ngày có kết quả' if config.dossiers.end_date == 'finished' else 'ngày trả kết quả'}.",
        f"Hồ sơ nộp qua bưu chính: {'có' if config.dossiers.online_counts_postal else 'không'} tính trong mẫu số.",
        f"Danh mục thủ tục (procedures.xlsx): {'có' if material.has_catalogue else 'không có'}.",
    ]
    if material.has_catalogue:
        told.append(f"Số hồ sơ có thủ tục ngoài danh mục: {decimal(material.unlisted)}.")
    for group, heading in config.groups.items():
        named = (
            f"{material.by_id[name].label} {short_decimal(value)}%"
            for name, value in config.targets_of(group).items()
            if name in material.by_id
        )
        told.append(f"Chỉ tiêu của {mid_sentence(heading)}: {'; '.join(named)}.")
    return Paragraphs(tuple(f"- {line}" for line in told), heading="Thiết lập và phiên bản")
