"""Codes on paper for who lost the app: ten letters and digits that are not mistaken."""

import secrets

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


def choose_codes(number: int) -> list[str]:
    """Choose codes by chance, each to be typed in two halves."""
    return [_choose() for _code in range(number)]


def _choose() -> str:
    signs = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
    return f"{signs[: LENGTH // 2]}-{signs[LENGTH // 2 :]}"


def read_code(typed: str) -> str:
    """Read a code as people type it: capitals, spaces and dashes do not matter."""
    return "".join(sign for sign in typed.lower() if sign in SIGNS)
