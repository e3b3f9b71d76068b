import { answered, ask, documentText, handle, mistaken, plainText } from "./crossing.cjs";
import type {
    FeeBand,
    FeeModel,
    FeeScheduleDocument,
    FeeScheduleVersion,
    Money,
    Role,
    Rounding,
} from "./documents.cjs";
import type { Given } from "./given.cjs";
import type { FeeTrigger, Instant, Subject } from "./lifecycle.cjs";
import { native } from "./native.cjs";

/** The least and the most that a fee comes to. They do not apply to a zero base. */
export interface Bounds {
    /** The least. */
    readonly minimum?: Given<Money> | null | undefined;
    /** The most. Applied last, it wins over a minimum above it. */
    readonly maximum?: Given<Money> | null | undefined;
}

/**
 * What is due on an amount: multiplied exactly, rounded once, then the fixed part, then minimum and maximum.
 *
 * Refused: `fee.bad_model` for a model that cannot be reckoned with or that counts units, `money.currency_mismatch`,
 * `money.overflow`.
 *
 * ```ts
 * const loan = { amount: 36_000_000, currency: "EUR" };
 * const due = fee.compute({ model: { type: "percentage", rate: "0.005" }, base: loan, rounding: "half_up" });
 * assert.deepEqual(due, { amount: 180_000, currency: "EUR" });
 * ```
 */
export function compute(
    given: { readonly model: Given<FeeModel>; readonly base: Given<Money>; readonly rounding: Rounding } & Bounds,
): Money {
    return ask(native.feeCompute, given);
}

/**
 * What is due for a number of units, with the refusals of {@link compute}.
 *
 * ```ts
 * const price = { amount: 900, currency: "EUR" };
 * const due = fee.computeUnits({ model: { type: "package", size: 10, price, freeUnits: 5 }, units: 26 });
 * assert.equal(due.amount, 2_700);
 * ```
 */
export function computeUnits(given: { readonly model: Given<FeeModel>; readonly units: number } & Bounds): Money {
    return ask(native.feeComputeUnits, given);
}

/**
 * The bands within which fees of a kind lie.
 *
 * ```ts
 * assert.deepEqual(fee.shippedBands()[0], { feeId: "mortgage.loan_closed", minimum: 0.002, maximum: 0.01 });
 * ```
 */
export function shippedBands(): FeeBand[] {
    return answered(native.feeBandsShipped());
}

/**
 * Refuses a borrower as payer (`fee.borrower_may_not_pay`), then a rate outside the band of the fee
 * (`fee.rate_out_of_range`). A fee without a band may have any rate. `bands` are the shipped ones if left out.
 *
 * ```ts
 * fee.check({ feeId: "mortgage.loan_closed", payerRole: "lender", rate: "0.005" });
 * assert.throws(() => fee.check({ feeId: "mortgage.loan_closed", payerRole: "borrower", rate: 0.005 }), {
 *     code: "fee.borrower_may_not_pay",
 * });
 * ```
 */
export function check(given: {
    readonly feeId: string;
    readonly payerRole: Role;
    readonly rate: number | string;
    readonly bands?: readonly Given<FeeBand>[] | undefined;
}): void {
    ask(native.feeCheck, given);
}

/** A fee that is due, with the version that made it. */
export interface FeeEvent {
    /** The trigger's key: one trigger makes at most one fee of a schedule. */
    key: string;
    /** The fee. */
    feeId: string;
    /** The version of the schedule that was in force. */
    feeVersion: number;
    /** What the fee is about. */
    subject: Subject;
    /** What it was reckoned on. */
    base: Money;
    /** Who pays. */
    payer: { role: Role; id: string };
    /** Who receives. */
    beneficiary: string;
    /** What is due. */
    amount: Money;
    /** When it fell due. */
    at: string;
    /** How the amount came about, in order: what was done, and the amount after it. */
    steps: { step: "share" | "fixed" | "minimum" | "maximum"; amount: Money }[];
}

type Handle = Exclude<ReturnType<typeof native.feeScheduleRead>, string>;

let handleOf: (schedule: unknown) => Handle;

/**
 * A fee through time, read and checked once.
 *
 * Refused: what the strict reader refuses, `fee.overlapping_versions`, `fee.bounds_reversed`,
 * `fee.borrower_may_not_pay`, `fee.rate_out_of_range`, `fee.bad_model`.
 *
 * ```ts
 * const schedule = new fee.FeeSchedule(samples.feeSchedule);
 * assert.equal(schedule.inForce("2025-02-05T10:00:00Z").version, 2);
 * assert.throws(() => schedule.inForce("2023-12-31T23:59:59Z"), { code: "fee.none_in_force" });
 * ```
 */
export class FeeSchedule {
    readonly #handle: Handle;

    static {
        handleOf = (schedule) =>
            typeof schedule === "object" && schedule !== null && #handle in schedule
                ? schedule.#handle
                : mistaken("schedule", "a FeeSchedule");
    }

    /** A schedule whose rates lie within the bands of a platform; the shipped ones if left out. */
    constructor(schedule: Given<FeeScheduleDocument>, bands?: readonly Given<FeeBand>[]) {
        const allowed = bands === undefined ? undefined : documentText(bands, "bands");
        this.#handle = handle(native.feeScheduleRead(documentText(schedule), allowed));
    }

    /** Reads a schedule from JSON text, with the refusals of the constructor. */
    static parse(text: string, bands?: readonly Given<FeeBand>[]): FeeSchedule {
        const allowed = bands === undefined ? undefined : documentText(bands, "bands");
        const read = handle(native.feeScheduleRead(plainText(text, "text"), allowed));
        return new FeeSchedule(answered(native.feeScheduleWrite(read)), bands);
    }

    /** The version in force at an instant (`fee.none_in_force`). */
    inForce(at: Instant): FeeScheduleVersion {
        return answered(native.feeScheduleInForce(handleOf(this), documentText({ at })));
    }

    /** The schedule as a plain object. */
    toJSON(): FeeScheduleDocument {
        return answered(native.feeScheduleWrite(handleOf(this)));
    }
}

/**
 * The fee that a trigger makes due under a schedule; `null` for another fee's trigger, for a reversal and for a fee of
 * zero.
 *
 * Refused: `fee.none_in_force`, `fee.payer_mismatch`, and what {@link compute} refuses.
 *
 * ```ts
 * const due = fee.quote(new fee.FeeSchedule(samples.feeSchedule), {
 *     key: "mortgage.loan_closed/contract/c-1",
 *     trigger: "mortgage.loan_closed",
 *     subject: { type: "contract", id: "c-1" },
 *     base: { amount: 36_000_000, currency: "EUR" },
 *     payer: { role: "lender", id: "bank-xyz" },
 *     at: "2025-02-05T10:00:00Z",
 * });
 * assert.deepEqual(due?.amount, { amount: 180_000, currency: "EUR" });
 * ```
 */
export function quote(schedule: FeeSchedule, trigger: FeeTrigger): FeeEvent | null {
    return answered(native.feeQuote(handleOf(schedule), documentText({ trigger })));
}
