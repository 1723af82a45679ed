"""Figures that prove themselves: ИНН and ОГРН carry check digits."""

from __future__ import annotations

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, *_INN_11)


def inn(number: str, length: int) -> str:
    """What is wrong with an ИНН of 10 digits (a company's) or 12 (a person's), or nothing."""
    if not _is_figures(number, length):
        return f"has to have {length} digits"
    digits = [int(digit) for digit in number]
    wanted: list[tuple[int, ...]] = [_INN_10] if length == 10 else [_INN_11, _INN_12]
    return "" if all(_digit(digits, weights) == digits[len(weights)] for weights in wanted) else _MISTYPED


def ogrn(number: str, length: int) -> str:
    """What is wrong with an ОГРН of 13 digits or an ОГРНИП of 15, or nothing."""
    if not _is_figures(number, length):
        return f"has to have {length} digits"
    return "" if int(number[:-1]) % (length - 2) % 10 == int(number[-1]) else _MISTYPED


_MISTYPED = "has a wrong check digit: one of the figures is mistyped"


def _is_figures(number: str, length: int) -> bool:
    return len(number) == length and number.isascii() and number.isdecimal()


def _digit(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
