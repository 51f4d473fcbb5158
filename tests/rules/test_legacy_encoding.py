"""Rule legacy_encoding: what it says, and what it leaves alone."""

import pytest

from bsreform.model import Fact
from bsreform.rules import legacy_encoding


@pytest.mark.parametrize(("encoding", "said"), [("tcvn3", "TCVN3 (phông .VnTime)"), ("vni", "VNI (phông VNI-Times)")])
def test_the_encoding_is_named_as_clerks_know_it(dossiers, context, encoding, said):
    (finding,) = legacy_encoding.check(dossiers("", Fact(0, "legacy_encoding", detail=encoding)), context)
    assert said in finding.message
    assert "Unikey" in finding.hint
