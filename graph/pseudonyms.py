"""Pseudonyms at the door: keyed, one-way, and the same for the same identity under the same key.

A pseudonym is the first 63 bits of HMAC-SHA256(key, kind, scope, identity). In arrays and in the store it is
that integer; on a screen it is `h-` (household), `c-` (case) or `r-` (referral) and 13 letters and digits.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

PseudonymKind = Literal["household", "case", "referral"]
_PREFIX: dict[PseudonymKind, str] = {"household": "h", "case": "c", "referral": "r"}
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_SHAPE = re.compile(f"[hcr]-[{_LETTERS}]{{13}}")
_BITS = 63


class Door:
    """Turns identities of a source into pseudonyms.

    Parameters
    ----------
    key
        The secret; at least 16 bytes. It never enters the database.

    Raises
    ------
    ValueError
        When the key is shorter.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("a key of pseudonyms has at least 16 bytes")
        self._key = key

    def pseudonym(self, kind: PseudonymKind, identity: str, scope: str = "") -> int:
        """The pseudonym of one identity; `scope` is the source within which its ids are unique."""
        return self.pseudonyms(kind, (identity,), scope)[0]

    def pseudonyms(self, kind: PseudonymKind, identities: Iterable[str], scope: str = "") -> list[int]:
        """The pseudonyms of many identities, in their order."""
        inner, outer = _halves(self._key)
        # Hashing the common prefix once leaves one copy and one short update an identity.
        inner.update(f"{kind}\x1f{scope}\x1f".encode())
        result = []
        for identity in identities:
            within, mac = inner.copy(), outer.copy()
            within.update(identity.encode())
            mac.update(within.digest())
            result.append(int.from_bytes(mac.digest()[:8], "big") >> 1)
        return result

    def erased(self, kind: str, code: int | str) -> bytes:
        """What is kept of an erased household or professional, so that an import does not bring it back."""
        return hmac.digest(self._key, f"erased\x1f{kind}\x1f{code}".encode(), "sha256")

    def record_keys(self, households: Iterable[int]) -> list[int]:
        """The secret 64-bit number of each household, by which the gate rounds (`gate.md`, rule 5)."""
        inner, outer = _halves(self._key)
        inner.update(b"record\x1f")
        result = []
        for household in households:
            within, mac = inner.copy(), outer.copy()
            within.update(b"%d" % household)
            mac.update(within.digest())
            result.append(int.from_bytes(mac.digest()[:8], "big"))
        return result

    def check(self) -> bytes:
        """What a database keeps to recognise its key."""
        return hmac.new(self._key, b"verwijskaart", hashlib.sha256).digest()[:16]


def _halves(key: bytes) -> tuple[hashlib._Hash, hashlib._Hash]:
    """The two hashes of which HMAC-SHA256 is made (RFC 2104); copying these takes less than copying an `hmac`."""
    block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    return hashlib.sha256(bytes(b ^ 0x36 for b in block)), hashlib.sha256(bytes(b ^ 0x5C for b in block))


def new_key() -> bytes:
    """A fresh key of 32 random bytes."""
    return secrets.token_bytes(32)


def label(kind: PseudonymKind, code: int) -> str:
    """A pseudonym as a person sees it."""
    letters = [_LETTERS[(code >> shift) & 31] for shift in range(60, -1, -5)]
    return f"{_PREFIX[kind]}-{''.join(letters)}"


def labels(kind: PseudonymKind, codes: NDArray[np.int64]) -> list[str]:
    """Many pseudonyms as a person sees them."""
    alphabet = np.frombuffer(_LETTERS.encode(), dtype=np.uint8)
    shifts = np.arange(60, -1, -5, dtype=np.int64)
    text = np.full((len(codes), 15), ord("-"), dtype=np.uint8)
    text[:, 0] = ord(_PREFIX[kind])
    text[:, 2:] = alphabet[(codes[:, None] >> shifts) & 31]
    return [str(s) for s in text.view("S15").ravel().astype("U15")] if len(codes) else []


def code(text: str) -> int | None:
    """The integer of a pseudonym as a person sees it, None when the text is none."""
    if not _SHAPE.fullmatch(text):
        return None
    value = 0
    for letter in text[2:]:
        value = value << 5 | _LETTERS.index(letter)
    return value if value >> _BITS == 0 else None
