// The operations on slots, intervals, validities and templates.
import { time, voucher } from "mot-core";

export const voucherOperations = {
    "voucher.slots": (given) => ({ slots: [...voucher.slots(query(given))] }),

    "voucher.nights": (given) => {
        const { count, interval } = voucher.nights(given);
        return { nights: count, ...interval };
    },

    "voucher.instantiate": ({ template, overrides }) => ({ voucher: voucher.instantiate(template, overrides) }),

    "voucher.overlaps": ({ a, b, bufferBeforeMinutes = 0, bufferAfterMinutes = 0 }) => {
        const [one, other] = [a, b].map((interval) => time.widened(interval, bufferBeforeMinutes, bufferAfterMinutes));
        return { conflict: time.overlaps(one, other) };
    },

    "voucher.validity": ({ now, ...validity }) => ({ validity: time.validityAt(validity, now) }),
};

/** The query as the library reads it; what a case does not say of the rules does not matter to slots. */
function query(given) {
    const { zone, windowFrom, windowTo, windows = [{ windowFrom, windowTo }], stepMinutes } = given;
    const { bufferBeforeMinutes = 0, bufferAfterMinutes = 0, minimumNoticeMinutes = 0 } = given;
    const { durationMinutes, date, until, closedDays, busy, now, validFrom, validUntil } = given;
    const rules = {
        zone,
        windows,
        stepMinutes,
        bufferBeforeMinutes,
        bufferAfterMinutes,
        minimumNoticeMinutes,
        rescheduleNoticeMinutes: 0,
        cancelNoticeMinutes: 0,
        noShowGraceMinutes: 0,
        holdMinutes: 0,
    };
    const validity = validFrom === undefined ? undefined : { validFrom, validUntil };
    return { rules, durationMinutes, firstDay: date, lastDay: until ?? date, closedDays, busy, validity, now };
}
