"""Amounts and rates: whole, exact, and never a float."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from mot_core import FeeBands, FeeModel, Money, MoneyError, MotError, Units, instalment
from mot_core.money import minor_unit_digits
from mot_core.mortgage import Commitment, InMonth, Interest

LOAN = Money(36000000, "EUR")


@pytest.mark.parametrize(
    ("amount", "code", "path"),
    [
        (1.5, "money.bad_number", "amount"),
        (1.0, "money.bad_number", "amount"),
        (1e300, "money.bad_number", "amount"),
        (Decimal("1.5"), "money.bad_number", "amount"),
        (Decimal("1E+3"), "money.bad_number", "amount"),
        (float("nan"), "input.bad_value", "amount"),
        (float("inf"), "input.bad_value", "amount"),
        (Decimal("NaN"), "input.bad_value", "amount"),
        (True, "input.wrong_type", "amount"),
        ("100", "input.wrong_type", "amount"),
        (None, "input.wrong_type", "amount"),
        ([], "input.wrong_type", "amount"),
        (Fraction(1, 2), "input.bad_value", "amount"),
        (object(), "input.bad_value", "amount"),
        (2**53, "money.overflow", "amount"),
        (-(2**53), "money.overflow", "amount"),
        (2**64 + 5, "money.overflow", "amount"),
        (10**40, "money.overflow", "amount"),
        pytest.param(10**5000, "money.overflow", "amount", id="5000 digits"),
    ],
)
def test_what_is_no_amount(amount: Any, code: str, path: str) -> None:
    with pytest.raises(MotError) as refusal:
        Money(amount, "EUR")
    assert (refusal.value.code, refusal.value.path) == (code, path)


@pytest.mark.parametrize("amount", [0, 1, -1, 2**53 - 1, -(2**53) + 1, 4294967295, 2**32 + 5])
def test_every_amount_of_the_range_comes_back(amount: int) -> None:
    money = Money(amount, "EUR")
    assert money.amount == amount
    assert type(money.amount) is int
    assert money.decimal == Decimal(amount) / 100
    assert Money.from_json(money.to_json()) == Money.from_dict(money.to_dict()) == money


@pytest.mark.parametrize("currency", ["eur", "XXX", "", "EURO", "\ud800"])
def test_what_is_no_currency(currency: str) -> None:
    with pytest.raises(MotError) as refusal:
        Money(1, currency)
    expected = "input.bad_value" if currency == "\ud800" else "money.unknown_currency"
    assert (refusal.value.code, refusal.value.path) == (expected, "currency")


def test_a_value_of_its_own() -> None:
    assert Money(5, "EUR") == Money(5, "EUR") != Money(5, "USD")
    assert Money(5, "EUR") != 5
    assert len({Money(5, "EUR"), Money(5, "EUR"), Money(6, "EUR")}) == 2
    for again in (copy.copy(LOAN), copy.deepcopy(LOAN), pickle.loads(pickle.dumps(LOAN))):
        assert again == LOAN
    with pytest.raises(AttributeError):
        LOAN.amount = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        LOAN.note = "x"  # type: ignore[attr-defined]


def test_sums() -> None:
    assert Money(1, "EUR") + Money(2, "EUR") == Money(3, "EUR")
    assert Money(1, "EUR") - Money(2, "EUR") == Money(-1, "EUR")
    with pytest.raises(MoneyError) as refusal:
        Money(1, "EUR").plus(Money(1, "USD"))
    assert refusal.value.code == "money.currency_mismatch"
    assert refusal.value.details == {"expected": "EUR", "found": "USD"}
    with pytest.raises(MoneyError) as refusal:
        Money(2**53 - 1, "EUR").plus(Money(1, "EUR"))
    assert refusal.value.code == "money.overflow"
    with pytest.raises(TypeError):
        Money(1, "EUR") + 1  # type: ignore[operator]


def test_shares() -> None:
    assert Money(5, "EUR").share(Decimal("0.5"), "half_up") == Money(3, "EUR")
    assert Money(5, "EUR").share(Decimal("0.5"), "half_even") == Money(2, "EUR")
    assert LOAN.share(1, "half_up") == LOAN
    with pytest.raises(MotError) as refusal:
        Money(2**53 - 1, "EUR").share(2, "half_up")
    assert refusal.value.code == "money.overflow"
    with pytest.raises(MotError) as refusal:
        LOAN.share(0.5, "half_up")  # type: ignore[arg-type]
    assert refusal.value.code == "input.wrong_type"
    with pytest.raises(MotError) as refusal:
        LOAN.share(1, "nearest")  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.path) == ("input.bad_value", "rounding")


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("JPY", 0), ("BHD", 3), ("CLF", 4)])
def test_minor_unit_digits(currency: str, digits: int) -> None:
    assert minor_unit_digits(currency) == digits
    with pytest.raises(MoneyError) as refusal:
        minor_unit_digits(currency.lower())
    assert refusal.value.code == "money.unknown_currency"


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ([], "money.no_weights"),
        ([0, 0], "money.all_weights_zero"),
        ([1, -1], "money.negative_weight"),
        ([1, -(2**70)], "money.negative_weight"),
        ([2**70], "money.overflow"),
        ([1.0], "input.wrong_type"),
        ([True], "input.wrong_type"),
        ("12", "input.wrong_type"),
        ([Decimal(1)], "input.wrong_type"),
    ],
)
def test_weights(weights: Any, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        LOAN.allocate(weights)
    assert refusal.value.code == code


def test_units() -> None:
    units = Units(2**128 - 1, 36)
    assert units.count == 2**128 - 1
    assert pickle.loads(pickle.dumps(units)) == units
    assert Units.parse("1.5", 18).decimal == Decimal("1.5")
    refused: list[tuple[Callable[[], Units], str]] = [
        (lambda: Units(-1, 2), "money.bad_number"),
        (lambda: Units(2**128, 2), "money.overflow"),
        (lambda: Units(1.0, 2), "input.wrong_type"),  # type: ignore[arg-type]
        (lambda: Units(True, 2), "input.wrong_type"),
        (lambda: Units(1, 37), "money.too_precise"),
        (lambda: Units(1, 300), "money.too_precise"),
        (lambda: Units(1, -1), "input.bad_value"),
    ]
    for make, code in refused:
        with pytest.raises(MotError) as refusal:
            make()
        assert refusal.value.code == code


@pytest.mark.parametrize(
    ("rate", "code"),
    [
        (0.032, "input.wrong_type"),
        (1.0, "input.wrong_type"),
        ("0.032", "input.wrong_type"),
        (True, "input.wrong_type"),
        (None, "input.wrong_type"),
        (Decimal("NaN"), "money.bad_rate"),
        (Decimal("sNaN"), "money.bad_rate"),
        (Decimal("Infinity"), "money.bad_rate"),
        (Decimal("0.0320000001"), "money.rate_too_precise"),
        (Decimal("0.0320000000000000000000000000000000000001"), "money.rate_too_precise"),
        (Decimal("1E-10"), "money.rate_too_precise"),
        (Decimal("1000.000000001"), "money.rate_out_of_range"),
        (Decimal("1E+999999999"), "money.rate_out_of_range"),
        (10**30, "money.rate_out_of_range"),
        pytest.param(10**5000, "money.rate_out_of_range", id="5000 digits"),
    ],
)
def test_what_is_no_rate(rate: Any, code: str) -> None:
    with pytest.raises(MotError) as refusal:
        instalment(LOAN, rate, Decimal("0.02"), "half_up")
    assert refusal.value.code == code


@pytest.mark.parametrize("rate", [Decimal("0.032"), Decimal("0.0320"), Decimal("32E-3"), Decimal("0.03200000000000000")])
def test_every_spelling_of_a_decimal(rate: Decimal) -> None:
    assert instalment(LOAN, rate, Decimal("0.02"), "half_up") == Money(156000, "EUR")


def test_large_exponents_and_ints_are_read_exactly() -> None:
    thousand = Commitment(rate=Decimal("1E+3"), free_months=0)
    assert thousand.rate == 1000
    assert thousand == Commitment(rate=1000, free_months=0)
    assert Commitment.from_dict({"rate": 5e-05, "freeMonths": 0}).rate == Decimal("0.00005")
    assert Interest(nominal_rate=0, fixed_years=1).nominal_rate == 0


def test_a_float_is_no_rate_in_a_constructor() -> None:
    with pytest.raises(MotError) as refusal:
        Interest(nominal_rate=0.032, fixed_years=10)  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.path) == ("input.wrong_type", "nominalRate")


def test_fees_take_decimals_only() -> None:
    with pytest.raises(MotError) as refusal:
        FeeBands.shipped().check("mortgage.loan_closed", "lender", 0.005)  # type: ignore[arg-type]
    assert refusal.value.code == "input.wrong_type"
    package = FeeModel.from_dict({"type": "package", "size": 10, "price": {"amount": 900, "currency": "EUR"}})
    assert package.compute_units(11) == Money(1800, "EUR")
    for units in (1.5, -1, True, "11"):
        with pytest.raises(MotError):
            package.compute_units(units)  # type: ignore[arg-type]


def test_months() -> None:
    assert InMonth(12) == InMonth(12) != InMonth(13)
    for month in (1.5, -1, 2**32, True, "1"):
        with pytest.raises(MotError):
            InMonth(month)  # type: ignore[arg-type]
