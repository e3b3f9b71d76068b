import { OF_THIS_LIBRARY, onlyOfThisLibrary } from "../brand.cjs";
import { answered, documentText, mistaken, refusalOf } from "../crossing.cjs";
import type { CalendarDate, LoanTerms, Money, ScheduleRow, ScheduleYear } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

type Parts = Exclude<ReturnType<typeof native.mortgageSchedule>, string>;

/** The columns of a schedule in minor units, which are safe integers, all of the same length and in one buffer. */
export interface ScheduleColumns {
    /** Interest and principal: what is paid as instalment. */
    readonly payment: Float64Array;
    /** Interest. */
    readonly interest: Float64Array;
    /** What the payment repays. */
    readonly principal: Float64Array;
    /** What is repaid beyond it. */
    readonly special: Float64Array;
    /** Interest on what is not drawn yet, beside the payment. */
    readonly commitment: Float64Array;
    /** What is left after the row, drawdowns of its month included. */
    readonly balance: Float64Array;
}

/** What the columns add up to. */
export interface ScheduleTotals {
    /** All instalments. */
    readonly payment: Money;
    /** All interest. */
    readonly interest: Money;
    /** All principal. */
    readonly principal: Money;
    /** All special repayments. */
    readonly special: Money;
    /** All commitment interest. */
    readonly commitment: Money;
}

interface Facts {
    readonly currency: string;
    readonly instalment: Money | null;
    readonly totals: ScheduleTotals;
    readonly balance: Money;
}

/**
 * The schedule of a loan (*Tilgungsplan*): what is paid when, and what is left. Interest is the balance times the rate
 * times the year fraction, multiplied before it is divided and rounded once: each period, as in a lender's books, or
 * carried on, as in the tables of the European Commission.
 *
 * Refused beside what cannot be read: nothing drawn or a drawdown that is not positive (`mortgage.bad_loan_amount`),
 * none in month 0 or two in one month (`mortgage.bad_drawdown`), a negative rate (`mortgage.rate_out_of_range`), a
 * term of none or of more than 1200 instalments, or of interest only (`mortgage.bad_term`), a first payment that is
 * not after the payout (`mortgage.payment_before_drawdown`), dates or counted days without a payout
 * (`mortgage.payout_missing`), an instalment that does not exceed one month's interest (`mortgage.never_amortises`), a
 * special repayment that is not positive or in no month (`mortgage.bad_special_repayment`), instalments carried on and
 * lowered too often (`mortgage.too_many_special_repayments`), two currencies (`money.currency_mismatch`), amounts
 * beyond the range of money (`money.overflow`).
 *
 * ```ts
 * const schedule = mortgage.schedule({
 *     nominalRate: "0.032",
 *     drawdowns: [{ month: 0, amount: money.parse("360000.00", "EUR") }],
 *     repayment: { type: "initial_rate", rate: "0.02" },
 *     months: 180,
 * });
 * assert.deepEqual(schedule.instalment, { amount: 156_000, currency: "EUR" });
 * assert.equal(money.decimal(schedule.balance), "221615.46"); // the Restschuld after fifteen years
 * ```
 */
export function schedule(terms: Given<LoanTerms>): Schedule {
    const text = documentText(terms);
    const parts = native.mortgageSchedule(text);
    if (typeof parts === "string") {
        throw refusalOf(parts);
    }
    return new Schedule(OF_THIS_LIBRARY, parts, text);
}

/**
 * What {@link schedule} makes: rows to iterate over, and the same amounts in columns. It stays as it was made, whatever
 * becomes of the columns.
 *
 * ```ts
 * const schedule = mortgage.schedule({
 *     nominalRate: 0.03,
 *     drawdowns: [{ month: 0, amount: { amount: 12_000_000, currency: "EUR" } }],
 *     repayment: { type: "equal_capital", count: 120 },
 *     payout: "2025-01-31",
 * });
 * assert.deepEqual([schedule.length, schedule.dates[0], schedule.row(1)?.date], [120, "2025-02-28", "2025-02-28"]);
 * assert.deepEqual(schedule.years().map(({ balance }) => balance.amount / 100), [
 *     108_000, 96_000, 84_000, 72_000, 60_000, 48_000, 36_000, 24_000, 12_000, 0,
 * ]);
 * assert.equal(schedule.columns.interest.reduce((sum, interest) => sum + interest, 0), schedule.totals.interest.amount);
 * for (const { number, payment, balance } of schedule) {
 *     assert(payment.amount > 0 && balance.amount === 12_000_000 - number * 100_000);
 * }
 * ```
 */
export class Schedule implements Iterable<ScheduleRow> {
    /** The currency of every amount. */
    readonly currency: string;
    /** How many rows there are. */
    readonly length: number;
    /** The instalment of an annuity, as it is before any special repayment lowers it. */
    readonly instalment: Money | null;
    /** What the columns add up to. */
    readonly totals: ScheduleTotals;
    /** What is left after the last row (*Restschuld*). */
    readonly balance: Money;
    /** When each row is due, where the terms have dates; else empty. */
    readonly dates: readonly CalendarDate[];
    /** The amounts in minor units, to reckon with; they are copies. */
    readonly columns: ScheduleColumns;
    readonly #columns: ScheduleColumns;
    readonly #terms: string;

    /** @internal */
    constructor(key: symbol, parts: Parts, terms: string) {
        onlyOfThisLibrary(key);
        const { currency, instalment, totals, balance } = answered<Facts>(parts.facts);
        const { amounts, dates } = parts;
        this.currency = currency;
        this.length = amounts.length / COLUMNS;
        this.instalment = instalment;
        this.totals = totals;
        this.balance = balance;
        this.dates = Object.freeze(datesOf(dates));
        this.columns = columnsOf(amounts.slice());
        this.#columns = columnsOf(amounts);
        this.#terms = terms;
        Object.freeze(this);
    }

    /** The row with this number, from 1; nothing where there is none. */
    row(number: number): ScheduleRow | undefined {
        const schedule = Schedule.#ofThisLibrary(this);
        if (typeof number !== "number") {
            mistaken("number", "a number");
        }
        if (!Number.isInteger(number) || number < 1 || number > schedule.length) {
            return undefined;
        }
        const { currency, dates } = schedule;
        const columns = schedule.#columns;
        const index = number - 1;
        const cell = (column: Float64Array) => ({ amount: column[index] as number, currency });
        return {
            number,
            date: dates[index] ?? null,
            payment: cell(columns.payment),
            interest: cell(columns.interest),
            principal: cell(columns.principal),
            special: cell(columns.special),
            commitment: cell(columns.commitment),
            balance: cell(columns.balance),
        };
    }

    /** Every row in order. */
    *[Symbol.iterator](): IterableIterator<ScheduleRow> {
        const { length } = Schedule.#ofThisLibrary(this);
        for (let number = 1; number <= length; number += 1) {
            yield this.row(number) as ScheduleRow;
        }
    }

    /** The schedule as plain objects, with its rows. */
    toJSON(): Omit<Facts, "dates"> & { readonly rows: ScheduleRow[] } {
        const { currency, instalment, totals, balance } = Schedule.#ofThisLibrary(this);
        return { currency, instalment, totals, balance, rows: [...this] };
    }

    /**
     * The yearly table: each twelve rows together, the last year as many as there are, as an information sheet shows them.
     * What is carried on is added up before it is shown.
     */
    years(): ScheduleYear[] {
        return answered(native.mortgageYears(Schedule.#ofThisLibrary(this).#terms));
    }

    static #ofThisLibrary(schedule: unknown): Schedule {
        return typeof schedule === "object" && schedule !== null && #columns in schedule
            ? schedule
            : mistaken("schedule", "a Schedule");
    }
}

const COLUMNS = 6;

/** The columns that stand one behind the other. */
function columnsOf(amounts: Float64Array): ScheduleColumns {
    const length = amounts.length / COLUMNS;
    const column = (place: number) => amounts.subarray(place * length, (place + 1) * length);
    return Object.freeze({
        payment: column(0),
        interest: column(1),
        principal: column(2),
        special: column(3),
        commitment: column(4),
        balance: column(5),
    });
}

const DATE = "YYYY-MM-DD".length;

/** The dates that stand one behind the other. */
function datesOf(text: string): CalendarDate[] {
    const dates = [];
    for (let start = 0; start < text.length; start += DATE) {
        dates.push(text.slice(start, start + DATE));
    }
    return dates;
}
