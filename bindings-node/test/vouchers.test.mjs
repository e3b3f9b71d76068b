// Vouchers, bookings and cards: a voucher goes on a slot, is moved, redeemed; slots are found as they are asked for.
import assert from "node:assert/strict";
import test from "node:test";

import { MotError, booking, card, lifecycle, money, time, voucher } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const at = (now, actor) => ({ now, actor: actor === "system" ? actor : { party: actor } });
const coach = at("2025-12-02T09:00:00Z", "coach-1");
const holder = at("2025-12-02T09:00:00Z", "user-abc");
const rules = samples.bookingRules;
const slot = { slotStart: "2025-12-15T10:00:00Z", slotEnd: "2025-12-15T11:00:00Z" };
const wanted = { bookingId: "b-1", ...slot, rules, busy: [] };
const days = { rules, durationMinutes: 60, firstDay: "2025-12-15", lastDay: "2025-12-16" };

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return [error.code, error.path];
    }
    return assert.fail("nothing was refused");
}

/** The document of a decision's change. */
const written = ({ changes }, index = 0) => changes[index].document;

test("a voucher is issued, handed on and taken back", () => {
    const { changes } = voucher.issue({ voucher: samples.newVoucher }, at("2025-11-30T12:00:00Z", "coach-1"));
    assert.deepEqual(changes, [{ kind: "voucher", id: "v-2025-0001", expectedVersion: 0, document: samples.voucher }]);
    const again = { voucher: samples.newVoucher, existing: samples.voucher };
    assert.equal(refusal(() => voucher.issue(again, coach))[0], "lifecycle.already_exists");
    const chosen = { voucher: { ...samples.newVoucher, status: "booked" } };
    assert.deepEqual(refusal(() => voucher.issue(chosen, coach)), ["input.bad_value", "voucher.status"]);
    const given = written(voucher.assignHolder(samples.voucher, { holder: "user-abc" }, coach));
    const handed = voucher.transfer(given, { recipient: "user-xyz" }, holder);
    assert.equal(written(handed).holderUid, "user-xyz");
    assert.deepEqual(lifecycle.fold("voucher", given, handed.events), written(handed));
    assert.equal(refusal(() => voucher.transfer(given, { recipient: "coach-1" }, holder))[0], "voucher.same_holder");
    assert.equal(written(voucher.cancel(given, undefined, coach)).status, "cancelled");
});

test("a slot is held, booked, moved and given back", () => {
    const held = booking.hold({ ...wanted, voucher: samples.voucher }, holder);
    const hold = written(held);
    assert.deepEqual([hold.status, hold.heldUntil, hold.setHolder], ["held", "2025-12-02T09:15:00Z", true]);
    const exclusion = { resource: "coach-1", interval: { start: slot.slotStart, end: "2025-12-15T11:15:00Z" }, booking: "b-1" };
    assert.deepEqual(held.requires, [
        { exclusion },
        { unique: "hold/v-2025-0001" },
        { unchanged: { kind: "voucher", id: "v-2025-0001", version: 1 } },
    ]);
    const busy = [{ start: slot.slotStart, end: slot.slotEnd, bookingId: "b-1" }];
    const booked = voucher.book(samples.voucher, { ...wanted, busy, hold }, holder);
    assert.deepEqual(booked.events.map(({ type }) => type), ["voucher.booked", "booking.created"]);
    assert.deepEqual(booked.changes.map(({ expectedVersion }) => expectedVersion), [1, 1]);
    assert.deepEqual(booked.requires[0], { exclusion });
    assert.deepEqual(written(booked), samples.bookedVoucher);
    assert.equal(booked.feeTriggers[0].payer.id, "coach-1");
    const later = { slotStart: "2025-12-15T11:00:00Z", slotEnd: "2025-12-15T12:00:00Z", rules, busy };
    const moved = voucher.reschedule(written(booked), { ...later, booking: written(booked, 1) }, holder);
    assert.equal(written(moved, 1).slotStart, later.slotStart);
    const given = { rules, booking: written(moved, 1), reason: "illness" };
    const cancelled = voucher.cancelBooking(written(moved), given, holder);
    assert.deepEqual([written(cancelled).status, written(cancelled).holderUid], ["issued", null]);
    assert.deepEqual([written(cancelled, 1).status, written(cancelled, 1).cancelReason], ["cancelled", "illness"]);
    assert.equal(booking.release(hold, { voucher: samples.voucher }, holder).events[0].type, "booking.released");
});

test("what takes the resource is refused", () => {
    const taken = { ...wanted, busy: [{ start: "2025-12-15T09:00:00Z", end: "2025-12-15T10:00:00Z" }] };
    assert.equal(refusal(() => voucher.book(samples.voucher, taken, holder))[0], "voucher.slot_taken"); // by a buffer
    assert.equal(refusal(() => booking.hold({ ...taken, voucher: samples.voucher }, holder))[0], "voucher.slot_taken");
    const before = { ...wanted, busy: [{ start: "2025-12-15T08:30:00Z", end: "2025-12-15T09:45:00Z" }] };
    assert.equal(voucher.book(samples.voucher, before, holder).changes.length, 2);
    assert.equal(refusal(() => voucher.book(samples.bookedVoucher, wanted, holder))[0], "lifecycle.illegal_transition");
    assert.equal(refusal(() => booking.hold({ ...wanted, voucher: samples.bookedVoucher }, holder))[0], "voucher.not_open");
    assert.deepEqual(refusal(() => voucher.book(samples.voucher, { ...wanted, busy: undefined }, holder)), ["input.missing_field", "busy"]);
    const backwards = { ...wanted, slotStart: slot.slotEnd, slotEnd: slot.slotStart };
    assert.deepEqual(refusal(() => voucher.book(samples.voucher, backwards, holder)), ["time.interval_reversed", "slotEnd"]);
});

test("dates and text are the same instants", () => {
    const dates = { slotStart: new Date(slot.slotStart), slotEnd: "2025-12-15T12:00:00+01:00" };
    assert.deepEqual(voucher.book(samples.voucher, { ...wanted, ...dates }, holder), voucher.book(samples.voucher, wanted, holder));
});

test("a command comes with the documents that it names", () => {
    const { bookedVoucher } = samples;
    const other = { ...samples.booking, bookingId: "b-2" };
    const cancel = (given) => voucher.cancelBooking(bookedVoucher, { rules, booking: given }, holder);
    assert.equal(refusal(() => cancel(other))[0], "lifecycle.wrong_document");
    assert.equal(refusal(() => cancel(undefined))[0], "lifecycle.wrong_document");
    assert.equal(refusal(() => voucher.consume(bookedVoucher, undefined, coach))[0], "lifecycle.wrong_document");
    const foreign = { ...wanted, voucherId: "v-2", voucher: samples.voucher };
    assert.equal(refusal(() => booking.hold(foreign, holder))[0], "lifecycle.wrong_document");
    assert.equal(refusal(() => voucher.markNoShow(bookedVoucher, { booking: samples.booking }, coach))[1], "rules");
    const existing = { ...wanted, voucher: samples.voucher, existing: samples.booking };
    assert.equal(refusal(() => booking.hold(existing, holder))[0], "lifecycle.already_exists");
    assert.equal(refusal(() => lifecycle.decide("booking.complete", samples.booking, {}, coach))[0], "lifecycle.actor_not_allowed");
});

test("a voucher is redeemed, or nobody comes", () => {
    const { bookedVoucher } = samples;
    const begun = at("2025-12-15T10:00:00Z", "coach-1");
    const consumed = voucher.consume(bookedVoucher, { booking: samples.booking }, begun);
    assert.deepEqual([written(consumed).status, written(consumed, 1).status], ["consumed", "completed"]);
    const nobody = (now) => voucher.markNoShow(bookedVoucher, { rules, booking: samples.booking }, at(now, "system"));
    assert.equal(refusal(() => nobody("2025-12-15T11:14:59Z"))[0], "voucher.grace_running");
    assert.equal(written(nobody("2025-12-15T11:15:00Z"), 1).status, "no_show");
    const unslotted = { ...samples.voucher, durationMinutes: null, holderUid: "user-abc" };
    assert.equal(written(voucher.consume(unslotted, undefined, coach)).status, "consumed");
});

test("a lapsed voucher is shown as expired before it is", () => {
    assert.equal(voucher.effectiveStatus(samples.voucher, samples.voucher.validUntil), "issued");
    const late = new Date("2025-12-31T23:59:59.001Z");
    assert.equal(voucher.effectiveStatus(samples.voucher, late), "expired");
    assert.equal(voucher.effectiveStatus({ ...samples.voucher, status: "cancelled" }, late), "cancelled");
    assert.equal(written(voucher.expire(samples.voucher, undefined, { now: late, actor: "system" })).status, "expired");
    assert.deepEqual(refusal(() => voucher.effectiveStatus(samples.voucher, Date.now())), ["input.wrong_type", "now"]);
    assert.deepEqual(refusal(() => voucher.effectiveStatus({ ...samples.voucher, title: 5 }, late)), ["input.wrong_type", "document.title"]);
});

test("what is allowed comes with the code why not", () => {
    const open = (document, others, context) => {
        return voucher.allowed(document, others, context).filter(({ enabled }) => enabled).map(({ command }) => command);
    };
    assert.deepEqual(open(samples.voucher, {}, coach), ["assign_holder", "cancel"]);
    const late = at("2025-12-15T09:59:59Z", "user-abc");
    assert.deepEqual(open(samples.bookedVoucher, { rules, booking: samples.booking }, late), []);
    assert.deepEqual(open(samples.bookedVoucher, {}, late), ["reschedule", "cancel_booking"]);
    const held = { ...samples.booking, status: "held", heldUntil: "2025-12-02T09:15:00Z" };
    const release = booking.allowed(held, at("2025-12-02T09:10:00Z", "system")).find(({ command }) => command === "release");
    assert.equal(release.code, "voucher.hold_running");
});

test("slots are found as they are asked for, anew each time", () => {
    const every = voucher.slots(days);
    const starts = [...every].map(({ start }) => start);
    assert.deepEqual([starts.length, starts[0], starts.at(-1)], [16, "2025-12-15T08:00:00Z", "2025-12-16T15:00:00Z"]);
    assert.deepEqual([...every].map(({ start }) => start), starts);
    const [first, second] = [every[Symbol.iterator](), every[Symbol.iterator]()];
    assert.deepEqual([first.next().value, first.next().value], voucher.slots(days, 2));
    assert.deepEqual(second.next().value, { start: "2025-12-15T08:00:00Z", end: "2025-12-15T09:00:00Z" });
    assert.equal(first.return().done, true);
    assert.equal(first.next().done, true);
    assert.deepEqual([...voucher.slots({ ...days, closedDays: ["2025-12-15", "2025-12-16"] })], []);
    assert.deepEqual(voucher.slots(days, 0), []);
    // Far more than one crossing holds.
    const year = { ...days, firstDay: "2026-01-01", lastDay: "2026-12-31" };
    const found = [...voucher.slots(year)];
    assert.equal(found.length, 365 * 8);
    assert.deepEqual(found, voucher.slots(year, 100_000));
});

test("seventy million slots end no process", () => {
    const always = { ...rules, windows: [{ windowFrom: "00:00", windowTo: "00:00" }], stepMinutes: 1 };
    const query = { rules: always, durationMinutes: 1, firstDay: "2025-01-01", lastDay: "2160-01-01" };
    const [first] = voucher.slots(query);
    assert.equal(first.start, "2024-12-31T23:00:00Z");
    assert.equal(voucher.slots(query, 100_000).length, 100_000);
    assert.equal(refusal(() => voucher.slots(query, 100_001))[0], "voucher.too_many_slots");
    let count = 0;
    for (const _ of voucher.slots(query)) {
        count += 1;
        if (count === 10_000) {
            break;
        }
    }
    assert.equal(count, 10_000);
});

test("a query that cannot be answered is refused before anybody iterates", () => {
    assert.equal(refusal(() => voucher.slots({ ...days, durationMinutes: 0 }))[0], "voucher.bad_duration");
    const none = { ...days, rules: { ...rules, stepMinutes: 0 } };
    assert.deepEqual(refusal(() => voucher.slots(none)), ["voucher.bad_step", "rules.stepMinutes"]);
    assert.deepEqual(refusal(() => voucher.slots(none, 5)), ["voucher.bad_step", "query.rules.stepMinutes"]);
    const window = { windowFrom: "17:00", windowTo: "09:00" };
    assert.deepEqual(refusal(() => voucher.slots({ ...days, rules: { ...rules, windows: [window] } })), ["voucher.bad_window", "rules.windows[0]"]);
    const zone = { ...days, rules: { ...rules, zone: "Europe/Atlantis" } };
    assert.deepEqual(refusal(() => voucher.slots(zone)), ["time.unknown_zone", "rules.zone"]);
    const busy = [{ start: slot.slotEnd, end: slot.slotStart }];
    assert.deepEqual(refusal(() => voucher.slots({ ...days, busy })), ["time.interval_reversed", "busy[0]"]);
    assert.deepEqual(refusal(() => voucher.slots({ ...days, day: "2025-12-15" })), ["input.unknown_field", "day"]);
    assert.equal(refusal(() => voucher.slots(days, "ten"))[1], "limit");
});

test("a refusal on the way comes after the slots before it", () => {
    const last = { ...days, rules: { ...rules, zone: "UTC", windows: [{ windowFrom: "20:00", windowTo: "22:00" }] } };
    const found = [];
    const iterate = () => {
        for (const { start } of voucher.slots({ ...last, firstDay: "9999-12-29", lastDay: "9999-12-31" })) {
            found.push(start);
        }
    };
    assert.equal(refusal(iterate)[0], "time.out_of_range");
    assert.deepEqual(found, [
        "9999-12-29T20:00:00Z",
        "9999-12-29T21:00:00Z",
        "9999-12-30T20:00:00Z",
        "9999-12-30T21:00:00Z",
    ]);
});

test("days on which the clocks change have fewer slots, or more", () => {
    const night = { ...rules, windows: [{ windowFrom: "00:00", windowTo: "06:00" }] };
    const on = (day) => [...voucher.slots({ ...days, rules: night, firstDay: day, lastDay: day })].length;
    assert.deepEqual([on("2026-03-28"), on("2026-03-29"), on("2026-10-25")], [6, 5, 7]);
});

test("intervals overlap by their buffers, and validities have both ends", () => {
    const [one, other] = [{ start: slot.slotStart, end: slot.slotEnd }, { start: new Date(slot.slotEnd), end: "2025-12-15T12:00:00Z" }];
    assert.deepEqual([time.overlaps(one, one), time.overlaps(one, other)], [true, false]);
    assert.equal(time.overlaps(time.widened(one, 0, 1), other), true);
    assert.deepEqual(refusal(() => time.overlaps(one, { start: one.end, end: one.start })), ["time.interval_reversed", "other"]);
    assert.deepEqual(refusal(() => time.widened(one, -1, 0))[1], "beforeMinutes");
    assert.equal(refusal(() => time.widened({ start: "0001-01-01T00:00:00Z", end: one.end }, 1, 0))[0], "time.out_of_range");
    const { validFrom, validUntil } = samples.voucher;
    const states = ["2025-11-30T23:59:59.999Z", validFrom, validUntil, new Date("2025-12-31T23:59:59.001Z")];
    assert.deepEqual(
        states.map((now) => time.validityAt({ validFrom, validUntil }, now)),
        ["not_yet_valid", "valid", "valid", "expired"],
    );
    assert.deepEqual(refusal(() => time.validityAt({ validFrom, validUntil }, "soon")), ["time.bad_timestamp", "now"]);
});

test("nights are counted by days and last by the clock", () => {
    const stay = { arrival: "2026-03-27", departure: "2026-03-30", zone: "Europe/Berlin", checkIn: "15:00", checkOut: "11:00" };
    assert.deepEqual(voucher.nights(stay), {
        count: 3,
        interval: { start: "2026-03-27T14:00:00Z", end: "2026-03-30T09:00:00Z" },
    });
    assert.equal(refusal(() => voucher.nights({ ...stay, departure: stay.arrival }))[0], "voucher.nights_reversed");
    assert.deepEqual(refusal(() => voucher.nights({ ...stay, checkIn: "25:00" })), ["time.bad_time", "checkIn"]);
});

test("a template makes a voucher that can be issued", () => {
    const templates = voucher.shippedTemplates();
    assert.equal(templates.length, 6);
    const overrides = { voucherId: "v-2", issuerUid: "coach-1", validFrom: new Date("2025-12-01T00:00:00Z") };
    for (const template of templates) {
        const made = voucher.instantiate(template, overrides);
        assert.deepEqual(made.terms, { templateId: template.templateId, templateVersion: 1 });
        assert.deepEqual(voucher.instantiate(template, { ...overrides, title: "Yours" }), { ...made, title: "Yours" });
        const issued = written(voucher.issue({ voucher: made }, coach));
        assert.deepEqual([issued.status, issued.validUntil, issued.resourceId], ["issued", "2025-12-08T00:00:00Z", "coach-1"]);
    }
    const own = { ...templates[0], terms: { templateId: "mine" } };
    assert.deepEqual(refusal(() => voucher.instantiate(own, overrides)), ["input.bad_value", "terms"]);
    assert.equal(refusal(() => voucher.instantiate(templates[0], {}))[1], "overrides.voucherId");
});

test("a card is used up, unit by unit", () => {
    const studio = (now) => at(now, "studio-1");
    const { changes } = card.issue({ card: samples.newCard }, studio("2025-11-30T12:00:00Z"));
    assert.deepEqual(changes, [{ kind: "card", id: "card-2025-0001", expectedVersion: 0, document: samples.card }]);
    let document = written(card.issue({ card: { ...samples.newCard, units: 3 } }, studio("2025-11-30T12:00:00Z")));
    const left = [];
    for (const nonce of ["r-1", "r-2", "r-3"]) {
        document = written(card.redeem(document, { nonce }, studio("2025-12-05T18:00:00Z")));
        left.push(card.unusedValue(document).amount);
    }
    assert.deepEqual([document.status, card.unitsUsed(document), left], ["exhausted", 3, [6666, 3333, 0]]);
    const undone = card.undoRedemption(document, { nonce: "r-2" }, studio("2025-12-05T18:01:00Z"));
    assert.deepEqual([written(undone).status, card.unitsUsed(written(undone))], ["active", 2]);
    const again = () => card.redeem(written(undone), { nonce: "r-2" }, studio("2025-12-05T18:02:00Z"));
    assert.equal(refusal(again)[0], "voucher.redemption_repeated");
    const cancelled = card.cancel(written(undone), undefined, studio("2025-12-05T18:03:00Z"));
    assert.deepEqual(cancelled.events[0].data.refund, money.parse("33.33", "EUR"));
    assert.equal(card.unusedValue({ ...samples.card, price: null }), null);
    assert.equal(card.expire(samples.card, {}, at("2027-01-01T00:00:00Z", "system")).events[0].type, "card.expired");
    assert.equal(refusal(() => card.unusedValue({ ...samples.card, units: 0 }))[1], "status");
});

test("documents are read strictly", () => {
    for (const [namespace, name] of [[voucher, "voucher"], [voucher, "bookedVoucher"], [booking, "booking"], [card, "card"]]) {
        assert.deepEqual(namespace.read(samples[name]), samples[name]);
        assert.deepEqual(namespace.parse(JSON.stringify(samples[name])), samples[name]);
        assert.deepEqual(refusal(() => namespace.read({ ...samples[name], colour: "red" })), ["input.unknown_field", "colour"]);
    }
    const { resourceId, ...without } = samples.voucher;
    assert.equal(voucher.read(without).resourceId, resourceId);
    assert.deepEqual(refusal(() => booking.read({ ...samples.booking, slotEnd: samples.booking.slotStart })), ["time.interval_reversed", "slotEnd"]);
});
