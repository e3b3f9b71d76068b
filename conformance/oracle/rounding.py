"""Rounding an exact fraction to an integer, in each of the modes that the wire names."""

from fractions import Fraction


def rounded(value, mode="half_up"):
    value = Fraction(value)
    floor = value.numerator // value.denominator
    rest = value - floor
    if rest == 0:
        return floor
    return floor + (1 if takes_ceiling(mode, floor, rest, negative=value < 0) else 0)


def takes_ceiling(mode, floor, rest, negative):
    half = Fraction(1, 2)
    away_from_zero = not negative
    if mode == "floor":
        return False
    if mode == "ceiling":
        return True
    if mode == "down":
        return negative
    if mode == "up":
        return away_from_zero
    if rest != half:
        return rest > half
    if mode == "half_up":
        return away_from_zero
    if mode == "half_down":
        return negative
    if mode == "half_even":
        return floor % 2 == 1
    raise ValueError(f"unknown rounding {mode}")
