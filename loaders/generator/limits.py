"""How far the generator goes."""

from __future__ import annotations

LONGEST = 64
"""Loops longer than this are counted as this long."""
MOST_HOUSEHOLDS, MOST_REFERRALS = 100_000_000, 1_000_000_000
"""The largest register that can be asked for: a hundred times what is measured in docs/performance.md."""
