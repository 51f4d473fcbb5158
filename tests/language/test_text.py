"""Texts that mean the same compare equal; texts that do not, say how they differ."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsreform.language.legacy import from_legacy, legacy_encoding
from bsreform.language.text import bare, clean, differs, fold

VIETNAMESE = st.text(alphabet="aăâeêioôơuưyàáảãạềệốộợụỳỷỹđĐÐbchnqtHOÀ &()12-–_.,\u00a0\u200b\u0301\u0323", max_size=24)
UNITS = [
    "UBND xã Bình Chánh",
    "UBND xã Bình Thạnh",
    "UBND xã Bình Dương",
    "Văn phòng Đăng ký đất đai",
    "Bình Trị",
]


class TestClean:
    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            ("Bình Chánh", "Bình Chánh"),
            (unicodedata.normalize("NFD", "Bình Chánh"), "Bình Chánh"),
            ("Châ\u0301u", "Chấu"),  # half decomposed, as official exports have it
            ("Ðông Sơn, ðất", "Đông Sơn, đất"),
            ("Bình\u00a0Sơn\u2003xã", "Bình Sơn xã"),
            ("Bì\u200bnh\ufeff S\u00adơn", "Bình Sơn"),
            ("Ngày\r\n tiếp   nhận\t", "Ngày tiếp nhận"),
            ("a\x00\x07b", "ab"),
            ("", ""),
        ],
    )
    def test_removes_what_nobody_sees(self, raw: str, expected: str) -> None:
        assert clean(raw) == expected

    @given(st.text() | VIETNAMESE)
    def test_is_idempotent(self, text: str) -> None:
        assert clean(clean(text)) == clean(text)


class TestFold:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Bình Hoà", "BÌNH HÒA"),
            ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
            ("Thuỷ lợi", "thủy lợi"),
            ("Phòng Tài nguyên & Môi trường", "Phòng Tài nguyên và Môi trường"),
            ("Phòng TC–KH", "phòng tc - kh"),
            ("Ngày tiếp nhận (4)", "Ngày tiếp\nnhận:"),
            ("(2) Lĩnh vực", "lĩnh vực"),
            ("Tổng số (3)=(4)+(5)+(6)", "Tổng số"),
            ("TT. Châu Ổ", "tt châu ổ"),
        ],
    )
    def test_equal(self, one: str, other: str) -> None:
        assert fold(one) == fold(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Bình Thạnh", "Bình Thanh"), ("quý", "qúy"), ("Binh Hoa", "Bình Hòa"), ("toàn", "tòan"), ("✓", "")],
    )
    def test_different(self, one: str, other: str) -> None:
        assert fold(one) != fold(other)

    def test_leaves_closed_syllables_and_qu_alone(self) -> None:
        assert fold("Toàn thuyền khuỷu quý quỳ hoài") == "toàn thuyền khuỷu quý quỳ hoài"

    def test_a_number_in_brackets_alone_stays_a_number(self) -> None:
        assert fold("(1)") == "1"

    @given(st.text() | VIETNAMESE)
    def test_is_idempotent(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @given(st.text() | VIETNAMESE)
    def test_does_not_depend_on_the_unicode_form(self, text: str) -> None:
        assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))

    @given(st.text(alphabet="aăâeêioôơuưyàáảãạềệốộợụỳỷỹđĐbchnqtHOÀYỶ 12"))
    def test_plain_words_are_folded_as_among_signs(self, text: str) -> None:
        assert fold(text) == fold(f"“{text}”")

    def test_bare_drops_every_mark(self) -> None:
        assert bare("UBND xã Bình Thạnh, Đông Sơn") == "ubnd xa binh thanh dong son"


class TestDiffers:
    @pytest.mark.parametrize(
        ("wrong", "right", "phrase"),
        [
            ("Bình Thạnh", "Bình Thanh", "khác dấu: “Thạnh” ↔ “Thanh”"),
            ("UBND xã Bình Chanh", "UBND xã Bình Chánh", "khác dấu: “Chanh” ↔ “Chánh”"),
            ("ubnd xã bình an", "UBND xã Bình An", "khác chữ hoa/thường"),
            ("Bình Hoà", "Bình Hòa", "khác vị trí đặt dấu thanh: “Hoà” ↔ “Hòa”"),
            ("Phòng TC, KH", "Phòng TC-KH", "khác dấu câu hoặc ký hiệu"),
            ("BìnhChánh", "Bình Chánh", "khác khoảng cách giữa các chữ"),
            ("UBND xã xã Bình An", "UBND xã Bình An", "thừa chữ “xã”"),
            ("xã Bình An", "UBND xã Bình An", "thiếu chữ “UBND”"),
            ("xã Bình Chánhh", "xã Bình Chánh", "thừa chữ cái “h”: “Chánhh” ↔ “Chánh”"),
            ("Bình\u00a0An", "Bình An", "khác dấu cách, ký tự ẩn hoặc cách mã hóa dấu"),
            ("Bình An", "Bình An", ""),
            ("Sở Y tế", "UBND xã Bình An", ""),
        ],
    )
    def test_says_it_in_words(self, wrong: str, right: str, phrase: str) -> None:
        assert differs(wrong, right) == phrase

    @given(VIETNAMESE, VIETNAMESE)
    def test_never_fails(self, wrong: str, right: str) -> None:
        differs(wrong, right)


class TestLegacyFonts:
    TCVN3 = (
        "UBND x· B×nh Ch¸nh",
        "UBND x· B×nh Th¹nh",
        "UBND x· B×nh D\u00ad¬ng",
        "V¨n phßng §¨ng ký ®Êt ®ai",
        "B×nh TrÞ",
    )
    VNI = (
        "UBND xaõ Bình Chaùnh",
        "UBND xaõ Bình Thaïnh",
        "UBND xaõ Bình Döông",
        "Vaên phoøng Ñaêng kyù ñaát ñai",
        "Bình Trò",
    )

    @pytest.mark.parametrize(("texts", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni")])
    def test_are_recognised_and_converted(self, texts, encoding) -> None:
        assert legacy_encoding(texts) == encoding
        assert [from_legacy(text, encoding) for text in texts] == UNITS

    def test_capitals(self) -> None:
        assert from_legacy("UÛY BAN NHAÂN DAÂN", "vni") == "ỦY BAN NHÂN DÂN"
        assert from_legacy("Ñaøo Taïo", "vni") == "Đào Tạo"
        assert from_legacy("UBND THÞ TRÊN", "tcvn3").upper() == "UBND THỊ TRẤN"
        assert from_legacy("§¡NG KÝ ¤ T¤", "tcvn3") == "ĐĂNG Kí Ô TÔ"  # its Ý is the code of í

    @pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
    @pytest.mark.parametrize(
        "text",
        [
            *UNITS,
            "Xã",
            "Hòa",
            "Đã trả",
            "plain ASCII",
            "000.00.53.H48-220921-0099",
            "xã Bình Tân Phú",
            "",
            "½",
        ],
    )
    def test_unicode_comes_back_unchanged(self, text, encoding) -> None:
        assert from_legacy(text, encoding) == text
        decomposed = unicodedata.normalize("NFD", text)
        assert from_legacy(decomposed, encoding) == decomposed

    @pytest.mark.parametrize(
        "texts",
        [
            UNITS,
            [unicodedata.normalize("NFD", text) for text in UNITS],
            ["xã", "tháng", "có", "Hòa", "và", "là"],
            ["Received on", "Due date", "Status"],
            ["000.00.53.H48-220921-0099", "H48.53.NN-240105-0001", "12/BC-UBND"],
            [
                "L'été à la mairie, hôtel de ville",
                "événement reporté",
                "français très tôt",
                "naïve señor Müller",
            ],
            ["XÃ£ BÃ¬nh ChÃ¡nh", "huyá»‡n", "UBND x· B×nh Ch¸nh", "Ä‘Æ°á»£c", "Phá»‘ tá»‰nh"],
            ["5 × 3", "• ý", "± 2°C", "© 2024"],
            ["x·", "B×nh"],
            [],
        ],
    )
    def test_nothing_else_is_taken_for_one(self, texts) -> None:
        assert legacy_encoding(texts) is None

    def test_short_common_words_are_converted(self) -> None:
        assert from_legacy("Cã", "tcvn3") == "Có"
        assert from_legacy("Kh«ng", "tcvn3") == "Không"
