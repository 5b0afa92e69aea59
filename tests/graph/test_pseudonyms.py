"""Pseudonyms at the door: worked out by hand from Python's own `hmac`, whatever way the door takes."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.pseudonyms import Door, code, label


@given(
    st.binary(min_size=16, max_size=200),
    st.sampled_from(["household", "case", "referral"]),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_are_the_first_63_bits_of_hmac_sha256(key: bytes, kind: str, identities: list[str], scope: str) -> None:
    messages = [f"{kind}\x1f{scope}\x1f{identity}".encode() for identity in identities]
    digests = [hmac.digest(key, message, "sha256") for message in messages]
    assert Door(key).pseudonyms(kind, identities, scope) == [int.from_bytes(d[:8], "big") >> 1 for d in digests]  # type: ignore[arg-type]


@pytest.mark.parametrize("length", [16, 63, 64, 65, 200])
def test_a_key_of_any_length_gives_what_hmac_gives(length: int) -> None:
    # Beyond a block of 64 bytes HMAC takes the digest of the key.
    key = bytes(range(length))
    whole = hmac.new(key, b"case\x1fbron\x1f12", hashlib.sha256).digest()
    assert Door(key).pseudonym("case", "12", "bron") == int.from_bytes(whole[:8], "big") >> 1
    assert code(label("case", Door(key).pseudonym("case", "12", "bron"))) == int.from_bytes(whole[:8], "big") >> 1


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Door(b"fifteen bytes..")


@given(st.binary(min_size=16, max_size=80), st.lists(st.integers(0, 2**63 - 1), max_size=4))
def test_record_keys_are_the_first_64_bits_of_hmac(key: bytes, households: list[int]) -> None:
    # gate.md, rule 5
    digests = [hmac.digest(key, b"record\x1f%d" % household, "sha256") for household in households]
    assert Door(key).record_keys(households) == [int.from_bytes(d[:8], "big") for d in digests]
