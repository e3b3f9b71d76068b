"""Each operation of the vectors as calls of the public interface."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import financing
import identity
import mortgage
import room
import scenario
import voucher
from mot_core import FeeBands, FeeModel, Money, MotError, Units
from refused import Refused

Operation = Callable[[dict[str, Any], Any], Any]


def money_parse(given: dict[str, Any], _notes: Any) -> Any:
    return Money.parse(given["text"], given.get("currency", "EUR")).to_dict()


def money_allocate(given: dict[str, Any], _notes: Any) -> Any:
    return {"parts": [part.amount for part in Money.from_dict(given["total"]).allocate(given["weights"])]}


def money_parse_units(given: dict[str, Any], _notes: Any) -> Any:
    units = Units.parse(given["text"], given["scale"])
    return {"count": str(units.count), "scale": units.scale}


def fee_compute(given: dict[str, Any], _notes: Any) -> Any:
    model = given["model"]
    currency = (given.get("base") or model["price"])["currency"]

    def minor_units(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount, currency)

    minimum, maximum = minor_units(given.get("min")), minor_units(given.get("max"))
    if isinstance(model.get("fixed"), int):
        model = {**model, "fixed": {"amount": model["fixed"], "currency": currency}}
    fee_model = FeeModel.from_dict(model)
    if given.get("units") is not None:
        fee = fee_model.compute_units(given["units"], minimum=minimum, maximum=maximum)
    else:
        base = Money.from_dict(given["base"])
        fee = fee_model.compute(base, rounding=given.get("rounding", "half_up"), minimum=minimum, maximum=maximum)
    return {"fee": fee.to_dict()}


def fee_check_policy(given: dict[str, Any], _notes: Any) -> Any:
    FeeBands.shipped().check(given["feeId"], given["payerRole"], mortgage.rate(given["rate"]))
    return {}


def hostile_read(given: dict[str, Any], _notes: Any) -> Any:
    text = given["text"] + " " * given.get("pad", 0)
    return {"document": scenario.KINDS[given["kind"]].from_json(text).to_dict()}


def scenario_run(given: dict[str, Any], _notes: Any) -> Any:
    return scenario.run(given)


def refusing(operation: Operation) -> Operation:
    """The operation with the library's refusals as the vectors know them."""

    @functools.wraps(operation)
    def run(given: dict[str, Any], notes: Any) -> Any:
        try:
            return operation(given, notes)
        except MotError as refusal:
            raise Refused.of(refusal) from None

    return run


OPERATIONS: dict[str, Operation] = {
    name: refusing(operation)
    for name, operation in {
        "money.parse": money_parse,
        "money.allocate": money_allocate,
        "money.parse_units": money_parse_units,
        "fee.compute": fee_compute,
        "fee.check_policy": fee_check_policy,
        "hostile.read": hostile_read,
        "scenario.run": scenario_run,
        **financing.OPERATIONS,
        **identity.OPERATIONS,
        **mortgage.OPERATIONS,
        **room.OPERATIONS,
        **voucher.OPERATIONS,
    }.items()
}
