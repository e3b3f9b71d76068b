"""Each operation of the vectors as calls of the public interface."""

import exact
import financings
import identity
import mortgage
import mot_core_mobile as mot
import rooms
import vouchers
from scenario import Scenario
from values import money, rate, rounding, shown


def run_operation(operation, given, notes):
    """What the library says; what it refuses is raised."""
    if operation not in OPERATIONS:
        raise ValueError(f"unknown operation {operation}")
    return OPERATIONS[operation](given, notes)


def money_parse(given, _):
    return shown(mot.parse_money(given["text"], given.get("currency", "EUR")))


def money_allocate(given, _):
    return {"parts": [part.amount for part in money(given["total"]).allocate(given["weights"])]}


def money_parse_units(given, _):
    units = mot.parse_units(given["text"], given["scale"])
    return {"count": str(units.count), "scale": units.scale}


def fee_compute(given, _):
    model = dict(given["model"])
    currency = (given.get("base") or model["price"])["currency"]

    def minor_units(amount):
        return None if amount is None else mot.Money(amount=amount, currency=currency)

    if model.get("fixed") is not None:
        model["fixed"] = shown(minor_units(model["fixed"]))
    bounds = mot.Bounds(minimum=minor_units(given.get("min")), maximum=minor_units(given.get("max")))
    parsed = mot.parse_fee_model(exact.dumps(model))
    if given.get("units") is not None:
        return {"fee": shown(mot.fee_model_compute_units(parsed, given["units"], bounds))}
    return {"fee": shown(mot.fee_model_compute(parsed, money(given["base"]), bounds, rounding(given)))}


def fee_check_policy(given, _):
    words = {role.name.lower(): role for role in mot.Role}
    payer = words.get(given["payerRole"], mot.Role.SYSTEM)
    mot.FeeBands.shipped().check(given["feeId"], payer, rate(given["rate"]))
    return {}


def hostile_read(given, _):
    text = given["text"] + " " * given.get("pad", 0)
    return {"document": exact.loads(mot.document_to_json(mot.parse_document(given["kind"], text)))}


def scenario_run(given, _):
    return {"steps": Scenario(given).run()}


OPERATIONS = {
    "money.parse": money_parse,
    "money.allocate": money_allocate,
    "money.parse_units": money_parse_units,
    **identity.OPERATIONS,
    **rooms.OPERATIONS,
    **mortgage.OPERATIONS,
    **financings.OPERATIONS,
    **vouchers.OPERATIONS,
    "fee.compute": fee_compute,
    "fee.check_policy": fee_check_policy,
    "hostile.read": hostile_read,
    "scenario.run": scenario_run,
}
