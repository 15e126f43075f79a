"""The CRC-32 of joined contents from their own, which Python's zlib does not offer.

As in zlib: appending n bytes multiplies the polynomial that a CRC stands for by x to the 8n.
"""

from __future__ import annotations

from functools import lru_cache

_POLYNOMIAL = 0xEDB88320  # bits reversed: the highest bit is the coefficient of x to the 0
_ONE = 1 << 31


def crc32_combine(first: int, second: int, size: int) -> int:
    """The CRC-32 of two contents joined, the second one ``size`` bytes long."""
    return _product(_shift(size), first) ^ second


@lru_cache(maxsize=256)
def _shift(size: int) -> int:
    """x to the power of 8 times ``size``."""
    power, factor = _ONE, _ONE >> 8
    while size:
        if size & 1:
            power = _product(factor, power)
        factor = _product(factor, factor)
        size >>= 1
    return power


def _product(one: int, other: int) -> int:
    """The product of two polynomials modulo the one of CRC-32."""
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = one << 1 & 0xFFFFFFFF
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product
