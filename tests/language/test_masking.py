"""Personal data in texts: what is masked, and what must not be taken for it."""

import pytest

from bsreform.language.people import quotable, without_people
from bsreform.language.personal_numbers import MASK, redact
from bsreform.layouts import every_layout
from bsreform.layouts.dossier_export import STATUSES as DOSSIER_STATUSES
from bsreform.layouts.task_fields import STATUSES as TASK_STATUSES
from bsreform.organisation.units import load_registry


class TestRedact:
    @pytest.mark.parametrize(
        "secret",
        [
            "nguyen.van-a@example.com.vn",
            "0905123456",
            "0905.123.456",
            "0905 123 456",
            "090-512-3456",
            "+84905123456",
            "+84 905 123 456",
            "(+84) 905 123 456",
            "84905123456",
            "(0255) 3851 234",
            "02553851234",
            "212345678",
            "051090001234",
            "051 090 001 234",
            "0912 - 345 - 678",
            "0912 – 345 – 678",
            "0912_345_678",
            "051 - 090 - 001 - 234",
            "051_090_001_234",
            "0 9 1 2 3 4 5 6 7 8",
            "+84 (0) 905 123 456",
            "0084905123456",
            "00 84 905 123 456",
            "84-905-123-456",
            "0905\u2011123\u2011456",
            "0905\u2212123\u2212456",
            "0905·123·456",
            "0905\u00a0123\u2009456",
            "09051\n23456",
            "0255.3.851.234",
            "0510 9000 1234",
        ],
    )
    def test_masks(self, secret: str) -> None:
        assert redact(secret) == "•••"
        assert redact(f"Liên hệ: {secret}, ông A") == "Liên hệ: •••, ông A"

    @pytest.mark.parametrize(
        "text",
        [
            "000.00.53.H48-220921-0099",
            "000.00.53.H48-040105-000123",
            "H48.53.NN-240105-0001",
            "H48.53-040105-0123",
            "05/03/2024 08:30:00",
            "05-03-2024 10:30",
            "05.03.2024 15 hồ sơ",
            "2024-03-05T08:30",
            "01/01/2024-31/01/2024",
            "1.234.500.000 đồng",
            "84.905.123.456 đồng",
            "04\u201103\u20112024 10:30",
            "150000000 đồng",
            "150.000.000",
            "Số 4457/UBND-TTHC ngày 28/11/2023",
            "1.004.082",
            "Tuần 2024-W10",
            "05 - 03 - 2024 - 10 hồ sơ",
            "tổ 01 - 02 - 03 - 04 - 05",
            "000_00_53",
        ],
    )
    def test_keeps(self, text: str) -> None:
        assert redact(text) == text

    def test_a_long_text_is_looked_through_once(self) -> None:
        # 30,000 letters cost 11 s each where every place looked through the rest again.
        assert without_people("a.b" * 10_000 + "@") == "a.b" * 10_000 + "@"
        assert without_people("Lê " * 10_000).startswith("L.L.L.L.L.L L.L")

    def test_masks_two_numbers_in_a_row(self) -> None:
        assert redact("0905123456-0905654321") == "•••-•••"
        assert redact("0905123456/0905654321") == "•••/•••"

    @pytest.mark.parametrize(
        "text",
        [
            "SĐT0912345678",
            "ĐT 0912 345 678",
            "CMND 215 123 456",
            "Hộ chiếu số: B1234567",
            "zalo0912345678",
            "cccd số: 0510 9000 1234",
            "a.b @ example.com",
        ],
    )
    def test_masks_what_stands_behind_its_label(self, text: str) -> None:
        assert not any(piece in redact(text) for piece in ("345", "123", "9000", "example"))


class TestNames:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Nguyễn Văn A", "N.V.A"),
            ("NGUYỄN VĂN A", "N.V.A"),
            ("nguyễn văn a", "N.V.A"),
            ("Đơn của ông Nguyễn Văn A, thôn 3", "Đơn của ông N.V.A, thôn 3"),
            ("bà Phạm Thị B và ông Y Blơm Niê", "bà P.T.B và ông Y.B.N"),
            ("Hồ sơ của Lê Thị C (0912345678)", "Hồ sơ của L.T.C (•••)"),
            ("Thôn Phước Thọ 2, xã Bình Phước", MASK),
            ("số nhà 12 Trần Phú", MASK),
            ("Địa chỉ: thôn Phước Thọ 2, xã Bình Phước", MASK),
            ("Khu phố 3, thị trấn Châu Ổ", MASK),
            ("Nguyễn  Văn   A", "N.V.A"),
            ("Ngu\u200byễn Văn\u200b A", "N.V.A"),
            ("đơn của Hà Văn B và Lâm Thị C", "đơn của H.V.B và L.T.C"),
            ("Thái Văn D, Châu Thị E, Cao Văn G", "T.V.D, C.T.E, C.V.G"),
            ("ĐÀO THỊ H, Ong Văn K, Ma Seo L", "Đ.T.H, O.V.K, M.S.L"),
            ("đơn của bà tran thi b", "đơn của bà T.T.B"),
            ("mời chị nguyễn thị b, anh LÊ VĂN C", "mời chị N.T.B, anh L.V.C"),
            ("gọi anh Hoa", "gọi anh H"),
            ("1.Nguyễn Văn A; 2.Trần Thị B", "1.N.V.A; 2.T.T.B"),
            ("Ô.Nguyễn Văn A", "Ô.N.V.A"),
            ("Nguyễn\u2003Văn\nA", "N.V.A"),
            ("Nguyen Van A, TRAN THI B", "N.V.A, T.T.B"),
            ("Trà Thị B, Nông Văn C, TÔN NỮ THỊ D", "T.T.B, N.V.C, T.N.T.D"),
            ("a.b＠example．com", MASK),
            ("số ０９１２３４５６７８", f"số {MASK}"),
        ],
    )
    def test_become_initials(self, text: str, shown: str) -> None:
        assert without_people(text) == without_people(shown) == shown

    @pytest.mark.parametrize(
        "text",
        [
            "Trường THCS Trần Phú",
            "đường Nguyễn Huệ",
            "đạo đức, phong cách Hồ Chí Minh",
            "UBND huyện Lý Sơn",
            "Bà Rịa - Vũng Tàu",
            "Trà Bồng, Nông thôn mới, khu đô thị",
            "Hà Nội, Thái Bình, Cao Bằng, Lâm Đồng, Châu Ổ",
            "Cao đẳng Y tế, Đào tạo, Lâm nghiệp, Châu Á, Cao tốc Bắc Nam",
            "Bà mẹ Việt Nam anh hùng, chị em phụ nữ",
            "huyện Anh Sơn",
            "Mã Hồ Sơ",
            "Đoàn Thanh niên",
            "Xây dựng nông thôn mới tại thôn Phước Thọ",
        ],
    )
    def test_of_places_and_things_stay(self, text: str) -> None:
        assert without_people(text) == text

    def test_no_word_that_the_product_knows_is_taken_for_a_name(self) -> None:
        units = (text for unit in load_registry(None).units for text in (unit.name, unit.short, *unit.aliases))
        words = (
            word for each in every_layout() for field in each.fields for word in (*field.words, *(field.choices or ()))
        )
        known = [*units, *words, *DOSSIER_STATUSES, *TASK_STATUSES]
        assert [text for text in known if without_people(text) != text] == []


class TestQuotable:
    @pytest.mark.parametrize("text", ["31/02/2024", "đang làm", "Mười nghìn", "Trong Quý I và trước ngày 30/4/2024"])
    def test_what_names_nobody(self, text: str) -> None:
        assert quotable(text, {"quý", "i"}) == text

    @pytest.mark.parametrize("text", ["Y Blơm Niê", "chị Hoa", "12 Lê Lợi, Châu Ổ", "A Ma Dung nộp"])
    def test_nothing_of_a_text_with_other_words_in_capitals(self, text: str) -> None:
        assert quotable(text, {"quý"}) == MASK
