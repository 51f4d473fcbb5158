"""Personal data in texts: what is masked, and what must not be taken for it."""

import pytest

from bsreform.masking import redact


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
            "150000000 đồng",
            "150.000.000",
            "Số 4457/UBND-TTHC ngày 28/11/2023",
            "1.004.082",
            "Tuần 2024-W10",
        ],
    )
    def test_keeps(self, text: str) -> None:
        assert redact(text) == text

    def test_masks_two_numbers_in_a_row(self) -> None:
        assert redact("0905123456-0905654321") == "•••-•••"
        assert redact("0905123456/0905654321") == "•••/•••"
