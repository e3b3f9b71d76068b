// Commands on plain documents.
import assert from "node:assert/strict";
import test from "node:test";

import { MotError, application, contract, fee, lifecycle, mortgage, offer } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const at = (now, actor) => ({ now, actor });
const given = { contractId: "mort-contract-2025-0001", application: samples.offeredApplication, siblings: [] };
const context = at("2025-02-03T08:00:00Z", { party: "user-abc" });

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return error;
    }
    return assert.fail("nothing was refused");
}

test("documents go in and come out as plain objects", () => {
    const body = JSON.parse(JSON.stringify(samples.acceptableOffer));
    const { changes, events, requires, feeTriggers } = offer.accept(body, given, context);
    assert.deepEqual(changes.map(({ kind, expectedVersion }) => [kind, expectedVersion]), [
        ["offer", 2],
        ["application", samples.offeredApplication.version],
        ["contract", 0],
    ]);
    assert.equal(Object.getPrototypeOf(changes[0].document), Object.prototype);
    assert.equal(events[0].actor.party, "user-abc");
    assert.equal(events[1].actor, "system");
    assert.deepEqual([requires, feeTriggers], [[], []]);
    assert.deepEqual(changes[2].document, samples.contract);
});

test("now is a Date or text, with the same decision", () => {
    const now = new Date("2025-02-03T08:00:00.000Z");
    const decision = offer.accept(samples.acceptableOffer, given, context);
    assert.deepEqual(offer.accept(samples.acceptableOffer, given, { ...context, now }), decision);
    const elsewhere = "2025-02-03T09:00:00.0009+01:00";
    assert.deepEqual(offer.accept(samples.acceptableOffer, given, { ...context, now: elsewhere }), decision);
    assert.equal(refusal(() => offer.accept(samples.acceptableOffer, given, { ...context, now: "2025-02-03T08:00:00" })).code, "time.bad_timestamp");
});

test("actors are parties, time, the operator and services", () => {
    const late = "2025-02-11T00:00:00Z";
    const expire = (actor) => offer.expire(samples.offer, { application: samples.offeredApplication }, at(late, actor));
    assert.equal(expire("system").events[0].type, "offer.expired");
    assert.equal(refusal(() => expire({ party: "user-xyz" })).code, "lifecycle.actor_not_allowed");
    assert.equal(refusal(() => expire("service")).code, "lifecycle.actor_not_allowed");
    assert.equal(refusal(() => expire("borrower")).code, "input.bad_value");
    assert.equal(refusal(() => expire("user-abc")).path, "context.actor");
    assert.equal(refusal(() => expire({ party: "user-abc", role: "lender" })).code, "input.unknown_field");
    assert.equal(refusal(() => expire(undefined)).code, "input.missing_field");
});

test("a creating command meets what is stored", () => {
    const made = at("2025-02-01T12:00:00Z", { party: "bank-xyz" });
    const make = (existing) => {
        return offer.make({ offer: samples.newOffer, policy: "de_mortgage", application: samples.application, existing }, made);
    };
    for (const nothing of [undefined, null]) {
        assert.equal(make(nothing).changes[0].expectedVersion, 0);
    }
    assert.equal(refusal(() => make(samples.offer)).code, "lifecycle.already_exists");
    const submitted = at("2025-02-01T10:15:00Z", { party: "user-abc" });
    const submit = { application: samples.newApplication, property: samples.property, existing: samples.application };
    assert.equal(refusal(() => application.submit(submit, submitted)).code, "lifecycle.already_exists");
});

test("a command on nothing is not found", () => {
    for (const nothing of [undefined, null]) {
        assert.equal(refusal(() => offer.accept(nothing, given, context)).code, "lifecycle.not_found");
    }
});

test("the version that was seen is compared", () => {
    assert.doesNotThrow(() => offer.accept(samples.acceptableOffer, given, { ...context, expectedVersion: 2 }));
    const { code, details } = refusal(() => offer.accept(samples.acceptableOffer, given, { ...context, expectedVersion: 1 }));
    assert.deepEqual([code, details], ["lifecycle.version_conflict", { expected: "1", found: "2" }]);
});

test("policies are the presets, plain, or read once, with the same decision", () => {
    const decision = offer.accept(samples.acceptableOffer, given, context);
    const policies = mortgage.Policies.shipped();
    assert.deepEqual(offer.accept(samples.acceptableOffer, { ...given, policies }, context), decision);
    assert.deepEqual(offer.accept(samples.acceptableOffer, { ...given, policies: policies.toJSON() }, context), decision);
    const other = new mortgage.Policies(policies.toJSON().filter(({ id }) => id === "mcd_baseline"));
    const unknown = (call) => assert.equal(refusal(call).code, "mortgage.unknown_policy");
    unknown(() => offer.accept(samples.acceptableOffer, { ...given, policies: other }, context));
    unknown(() => offer.accept(samples.acceptableOffer, { ...given, policies: other.toJSON() }, context));
    const accept = offer.allowed(samples.acceptableOffer, { policies: other }, context).find(({ command }) => command === "accept");
    assert.equal(accept.code, "mortgage.unknown_policy");
    assert.deepEqual(new mortgage.Policies(JSON.parse(JSON.stringify(policies))).toJSON(), policies.toJSON());
    assert.equal(refusal(() => new mortgage.Policies([{ ...policies.toJSON()[0], asOf: "soon" }])).path, "[0].asOf");
    assert.equal(refusal(() => new mortgage.Policies("de_mortgage")).code, "input.wrong_type");
});

test("large documents stand beside each other", () => {
    const meta = { notes: "n".repeat(250_000) };
    const large = { ...samples.offeredApplication, meta };
    assert.equal(offer.accept(samples.acceptableOffer, { ...given, application: large }, context).events.length, 3);
    const tooLarge = { ...large, meta: { notes: "n".repeat(270_000) } };
    const { code, path } = refusal(() => offer.accept(samples.acceptableOffer, { ...given, application: tooLarge }, context));
    assert.deepEqual([code, path], ["input.too_large", "application"]);
});

test("a command without arguments takes none or nothing", () => {
    const lender = at("2025-02-01T11:40:00Z", { party: "bank-xyz" });
    const declined = application.decline(samples.application, {}, lender);
    assert.deepEqual(application.decline(samples.application, undefined, lender), declined);
    assert.deepEqual(contract.cancel(samples.contract, undefined, context), contract.cancel(samples.contract, {}, context));
    assert.equal(refusal(() => contract.archive(samples.contract, undefined, context)).code, "lifecycle.illegal_transition");
    assert.equal(refusal(() => contract.withdraw(samples.contract, undefined, context)).code, "lifecycle.illegal_transition");
});

test("unknown arguments and commands are refused", () => {
    assert.equal(refusal(() => offer.accept(samples.acceptableOffer, { ...given, sibling: [] }, context)).path, "sibling");
    assert.equal(refusal(() => contract.cancel(samples.contract, { reason: "none" }, context)).code, "input.unknown_field");
    const decide = (command) => lifecycle.decide(command, samples.offer, {}, context);
    assert.equal(refusal(() => decide("offer.explode")).code, "lifecycle.unknown_command");
    assert.equal(refusal(() => decide("offer")).code, "lifecycle.unknown_command");
    assert.equal(refusal(() => decide(5)).code, "input.wrong_type");
    assert.equal(refusal(() => lifecycle.decide("contract.create", null, {}, context)).code, "lifecycle.actor_not_allowed");
    for (const wrong of [undefined, null, 5, "none"]) {
        assert(["input.wrong_type", "input.bad_value"].includes(refusal(() => lifecycle.decide("offer.decline", samples.offer, wrong, context)).code));
        assert(["input.wrong_type", "input.bad_value"].includes(refusal(() => offer.decline(samples.offer, {}, wrong)).code));
    }
});

test("what is allowed agrees with what is decided", () => {
    const late = { ...context, now: "2025-02-11T00:00:00Z" };
    const codes = Object.fromEntries(
        offer.allowed(samples.acceptableOffer, { application: samples.offeredApplication }, late).map(({ command, code }) => [command, code]),
    );
    assert.equal(codes.accept, refusal(() => offer.accept(samples.acceptableOffer, given, late)).code);
    assert.equal(codes.make, undefined);
    assert.deepEqual(lifecycle.allowed("property", samples.property, {}, late), []);
    assert.equal(refusal(() => lifecycle.allowed("licence", samples.offer, {}, late)).path, "kind");
});

test("events folded onto the first document give the last", () => {
    const steps = [
        application.share(samples.application, { lenders: ["bank-2"] }, at("2025-02-01T11:30:00Z", { party: "user-abc" })),
    ];
    const shared = steps[0].changes[0].document;
    steps.push(application.decline(shared, {}, at("2025-02-01T11:40:00Z", { party: "bank-2" })));
    const events = steps.flatMap((step) => step.events);
    assert.deepEqual(lifecycle.fold("application", samples.application, events), steps[1].changes[0].document);
    assert.deepEqual(lifecycle.fold("application", samples.application, []), samples.application);
    const first = { ...events[0], version: 1.5 };
    assert.equal(refusal(() => lifecycle.fold("application", samples.application, [first])).path, "events[0].version");
});

test("machines are described", () => {
    for (const machine of lifecycle.MACHINES) {
        const { states, transitions } = lifecycle.describe(machine);
        for (const { to } of transitions) {
            assert(states.includes(to));
            assert(lifecycle.diagram(machine).includes(to));
        }
    }
    assert.equal(refusal(() => lifecycle.describe("licence")).code, "lifecycle.unknown_machine");
    assert(Object.isFrozen(lifecycle.MACHINES));
});

test("a schedule is read once and quoted often", () => {
    const schedule = new fee.FeeSchedule(samples.feeSchedule);
    assert.deepEqual(fee.FeeSchedule.parse(JSON.stringify(schedule)).toJSON(), schedule.toJSON());
    const trigger = {
        key: "mortgage.loan_closed/contract/c-1",
        trigger: "mortgage.loan_closed",
        subject: { type: "contract", id: "c-1" },
        base: { amount: 36_000_000, currency: "EUR" },
        payer: { role: "lender", id: "bank-xyz" },
        at: "2025-02-05T10:00:00Z",
    };
    const due = fee.quote(schedule, trigger);
    assert.deepEqual([due.amount, due.feeVersion, due.steps.length > 0], [{ amount: 180_000, currency: "EUR" }, 2, true]);
    assert.equal(fee.quote(schedule, { ...trigger, trigger: "voucher.booking" }), null);
    const { key, subject, at: when } = trigger;
    assert.equal(fee.quote(schedule, { key: `${key}/reversed`, reverses: key, subject, at: when }), null);
    assert.equal(refusal(() => fee.quote(schedule, { ...trigger, payer: { role: "borrower", id: "user-abc" } })).code, "fee.payer_mismatch");
    assert.equal(refusal(() => fee.quote(samples.feeSchedule, trigger)).code, "input.wrong_type");
    const bands = [{ feeId: "mortgage.loan_closed", minimum: "0.006", maximum: "0.01" }];
    assert.equal(refusal(() => new fee.FeeSchedule(samples.feeSchedule, bands)).code, "fee.rate_out_of_range");
    assert.equal(refusal(() => fee.FeeSchedule.parse(JSON.stringify(schedule), bands)).code, "fee.rate_out_of_range");
    assert.equal(refusal(() => new fee.FeeSchedule(samples.feeSchedule, [{ feeId: "a" }])).path, "bands[0].minimum");
    assert.equal(refusal(() => new fee.FeeSchedule({ ...samples.feeSchedule, payerRole: "borrower" })).code, "fee.borrower_may_not_pay");
});
