"""A new voucher from a template and what it has otherwise."""

import instant
from booking_rules import small_count
from case import moment
from refusal import Refusal
from shape import boolean, free_object, identifier, money, record, text, timestamp

TEMPLATE = record(
    {"templateId": identifier, "templateVersion": small_count, "serviceType": identifier, "title": text,
     "validityDays": small_count},
    nullable={"durationMinutes": small_count},
    optional={"description": text, "price": money, "transferable": boolean, "terms": free_object})
OVERRIDES = record(
    {"voucherId": identifier, "issuerUid": identifier, "validFrom": timestamp},
    optional={"holderUid": identifier, "validUntil": timestamp, "title": text, "description": text, "price": money,
              "resourceId": identifier})


def instantiate(given):
    template, overrides = TEMPLATE(given["template"], "template"), OVERRIDES(given["overrides"], "overrides")
    terms = template.get("terms", {})
    if {"templateId", "templateVersion"} & terms.keys():
        raise Refusal("input.bad_value", "terms")
    named = {"templateId": template["templateId"], "templateVersion": template["templateVersion"]}
    voucher = {
        "holderUid": None, "serviceType": template["serviceType"], "title": template["title"],
        "description": template.get("description", ""), "durationMinutes": template["durationMinutes"],
        "validUntil": until(template, overrides), "price": template.get("price"),
        "transferable": template.get("transferable", False), "terms": {**terms, **named},
        "templateId": template["templateId"]}
    return {"voucher": {**voucher, **overrides}}


def until(template, overrides):
    """Days of 24 hours from the first instant."""
    try:
        return instant.written(instant.plus_days(moment(overrides["validFrom"]), template["validityDays"]))
    except OverflowError:
        raise Refusal("time.out_of_range") from None
