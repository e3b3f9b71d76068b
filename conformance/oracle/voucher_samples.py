"""The documents of the voucher example, in any status: consulting of an hour, its booking, and a card of ten units."""

from samples import euros

VOUCHER, BOOKING, CARD = "v-2025-0001", "b-2025-0001", "card-2025-0001"
SLOT = {"slotStart": "2025-12-15T10:00:00Z", "slotEnd": "2025-12-15T11:00:00Z"}
RULES = {"zone": "Europe/Berlin", "windows": [{"windowFrom": "09:00", "windowTo": "17:00"}], "stepMinutes": 60,
         "bufferBeforeMinutes": 0, "bufferAfterMinutes": 15, "minimumNoticeMinutes": 60,
         "rescheduleNoticeMinutes": 1440, "cancelNoticeMinutes": 2880, "noShowGraceMinutes": 15, "holdMinutes": 15}
TAKEN = {"start": SLOT["slotStart"], "end": SLOT["slotEnd"], "bookingId": BOOKING}


def rules(**fields):
    return {**RULES, **fields}


def new_voucher(name=VOUCHER, **fields):
    return {"voucherId": name, "issuerUid": "coach-1", "holderUid": "user-abc", "serviceType": "consulting.session",
            "title": "Beratung 60 Minuten", "description": "Erstberatung", "durationMinutes": 60,
            "validFrom": "2025-12-01T00:00:00Z", "validUntil": "2025-12-31T23:59:59Z", "price": euros(10000),
            "transferable": True, "terms": {"language": "de"}, **fields}


def voucher(status="issued", **fields):
    stored = {"status": status, "createdAt": "2025-11-30T12:00:00Z", "resourceId": "coach-1",
              "version": 1 if status == "issued" else 2}
    if status == "booked":
        stored["bookingId"] = BOOKING
    return {**new_voucher(), **stored, **fields}


def booking(status="booked", name=BOOKING, **fields):
    cancelled = status == "cancelled"
    stored = {"bookingId": name, "voucherId": VOUCHER, "issuerUid": "coach-1", "holderUid": "user-abc",
              "resourceId": "coach-1", **SLOT, "status": status, "cancelReason": "illness" if cancelled else None,
              "createdAt": "2025-12-01T08:00:00Z", "cancelledAt": "2025-12-02T08:00:00Z" if cancelled else None,
              "version": 1 if status in ("held", "booked") else 2}
    if status == "held":
        stored["heldUntil"] = "2025-12-01T08:15:00Z"
    return {**stored, **fields}


def new_card(**fields):
    return {"cardId": CARD, "issuerUid": "studio-1", "holderUid": "user-abc", "title": "10er-Karte Yoga",
            "price": euros(10000), "validFrom": "2025-12-01T00:00:00Z", "validUntil": "2026-11-30T23:59:59Z", **fields}


def redeemed(*numbers, undone=()):
    """Visits on the days of December that the numbers name."""
    return [{"nonce": f"visit-{number}", "at": f"2025-12-{number:02}T09:00:00Z",
             **({"undoneAt": f"2025-12-{number:02}T10:00:00Z"} if number in undone else {})} for number in numbers]


def card(status="active", units=10, used=1, **fields):
    redemptions = redeemed(*range(1, (units if status == "exhausted" else used) + 1))
    stored = {"units": units, "redemptions": redemptions, "status": status, "createdAt": "2025-11-30T12:00:00Z",
              "version": 1 + len(redemptions)}
    return {name: value for name, value in {**new_card(), **stored, **fields}.items() if value != []}
