// Times, effective rates and schedules.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { MotError, money, mortgage } from "mot-core";

const euros = (amount) => ({ amount, currency: "EUR" });
const drawn = (amount) => [{ month: 0, amount: euros(amount) }];

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return [error.code, error.path];
    }
    return assert.fail("nothing was refused");
}

test("the time to a payment is an exact fraction of years", () => {
    assert.equal(mortgage.interval("2013-01-12", "2013-02-15", "months"), "67/732");
    assert.equal(mortgage.interval("2013-02-15", "2013-01-12", "months"), "-67/732");
    assert.equal(mortgage.interval("2024-01-12", "2026-01-12", "years"), "2");
    assert.equal(mortgage.interval("2024-01-12", "2024-01-26", "weeks"), "1/26");
    assert.equal(mortgage.interval("2024-01-12", "2024-01-12", "days"), "0");
});

test("a time refuses what is no day and no unit", () => {
    assert.deepEqual(refusal(() => mortgage.interval("2013-02-30", "2013-03-15", "months")), ["time.bad_date", "firstDrawdown"]);
    assert.deepEqual(refusal(() => mortgage.interval("2013-02-15", "tomorrow", "months")), ["time.bad_date", "payment"]);
    assert.deepEqual(refusal(() => mortgage.interval("2013-02-15", "2013-03-15", "quarters")), ["input.bad_value", "unit"]);
    assert.deepEqual(refusal(() => mortgage.interval("2013-02-15", "2013-03-15")), ["input.missing_field", "unit"]);
    for (const wrong of [5, null, {}, ["2013-02-15"]]) {
        assert.deepEqual(refusal(() => mortgage.interval(wrong, "2013-03-15", "days")), ["input.wrong_type", "firstDrawdown"]);
    }
    assert.deepEqual(refusal(() => mortgage.interval(new Date(NaN), "2013-03-15", "days")), ["input.bad_value", "firstDrawdown"]);
    assert.equal(refusal(() => mortgage.interval(new Date(), "2013-03-15", "days"))[1], "firstDrawdown");
});

const loan = [{ at: "0", amount: euros(20_000_000) }];
const monthly = (count, amount) => Array.from({ length: count }, (_, month) => ({ at: `${month + 1}/12`, amount: euros(amount) }));

test("an effective rate is correctly rounded", () => {
    const paid = [{ at: "0", amount: euros(400_000) }, ...monthly(240, 143_286)];
    assert.deepEqual([1, 2, 6].map((decimals) => mortgage.effectiveRate(loan, paid, decimals)), [0.064, 0.0643, 0.06434412]);
    assert.equal(money.rate(mortgage.effectiveRate(loan, paid, 7)).length, 11);
    assert.equal(mortgage.effectiveRate(loan, [{ at: "1", amount: euros(20_000_000) }], 2), 0);
    assert.equal(mortgage.effectiveRate(loan, [{ at: "1", amount: euros(10_000_000) }], 2), -0.5);
});

test("an effective rate has refusals of its own", () => {
    const back = [{ at: "1", amount: euros(21_000_000) }];
    const yen = [{ at: "1", amount: { amount: 1, currency: "JPY" } }];
    for (const [given, code, path] of [
        [[loan, back, 8], "mortgage.too_many_decimals"],
        [[loan, [{ at: "1", amount: euros(-1) }], 2], "mortgage.negative_flow"],
        [[loan, [{ at: "121", amount: euros(1) }], 2], "mortgage.bad_year_fraction"],
        [[loan, [{ at: "0.25", amount: euros(1) }], 2], "mortgage.bad_year_fraction", "payments[0].at"],
        [[loan, [{ at: "1/0", amount: euros(1) }], 2], "mortgage.bad_year_fraction", "payments[0].at"],
        [[loan, yen, 2], "money.currency_mismatch"],
        [[loan, [], 2], "mortgage.aprc_no_solution"],
        [[loan, loan, 2], "mortgage.aprc_not_unique"],
        [[loan, [...back, { at: 1, amount: euros(1) }], 2], "input.wrong_type", "payments[1].at"],
        [[loan, [{ at: "1" }], 2], "input.missing_field", "payments[0].amount"],
        [[loan, [{ at: "1", amount: 5 }], 2], "input.wrong_type", "payments[0].amount"],
        [[loan, [{ at: "1", amount: euros(1), fee: true }], 2], "input.unknown_field", "payments[0].fee"],
        [[[{ at: "0", amount: euros(NaN) }], back, 2], "input.bad_value", "drawdowns[0].amount.amount"],
        [[loan, new Set(back), 2], "input.bad_value", "payments"],
        [[undefined, back, 2], "input.missing_field", "drawdowns"],
        [[loan, back], "input.missing_field", "decimals"],
        [[loan, back, 1.5], "input.bad_value", "decimals"],
        [[loan, back, -1], "input.bad_value", "decimals"],
        [[loan, back, "2"], "input.wrong_type", "decimals"],
    ]) {
        assert.deepEqual(refusal(() => mortgage.effectiveRate(...given)), [code, path], inspect(given));
    }
});

test("as many flows are taken as the core takes", () => {
    const many = (count) => Array(count).fill({ at: "1", amount: euros(210) });
    assert.equal(mortgage.effectiveRate(loan, many(99_999), 2), 0.05);
    assert.equal(refusal(() => mortgage.effectiveRate(loan, many(100_000), 2))[0], "mortgage.too_many_flows");
    assert.equal(refusal(() => mortgage.effectiveRate(loan, many(300_000), 2))[0], "input.too_large");
    assert.equal(money.allocate(euros(100_000), Array(100_000).fill(1)).length, 100_000);
});

const terms = {
    nominalRate: "0.032",
    drawdowns: drawn(36_000_000),
    repayment: { type: "initial_rate", rate: 0.02 },
    months: 180,
};

test("a schedule is rows and columns of the same amounts", () => {
    const schedule = mortgage.schedule(terms);
    assert.deepEqual([schedule.currency, schedule.length, schedule.dates], ["EUR", 180, []]);
    assert.deepEqual([schedule.instalment, schedule.balance], [euros(156_000), euros(22_161_546)]);
    assert.deepEqual(schedule.row(1), {
        number: 1,
        date: null,
        payment: euros(156_000),
        interest: euros(96_000),
        principal: euros(60_000),
        special: euros(0),
        commitment: euros(0),
        balance: euros(35_940_000),
    });
    const rows = [...schedule];
    assert.deepEqual(rows.map(({ number }) => number), Array.from({ length: 180 }, (_, index) => index + 1));
    assert.deepEqual(rows.at(-1), schedule.row(180));
    for (const [name, column] of Object.entries(schedule.columns)) {
        assert(column instanceof Float64Array && column.length === 180, name);
        assert.deepEqual([...column], rows.map((row) => row[name].amount));
        if (name !== "balance") {
            assert.equal(column.reduce((sum, amount) => sum + amount, 0), schedule.totals[name].amount);
        }
    }
    const written = JSON.parse(JSON.stringify(schedule));
    assert.deepEqual(written, { currency: "EUR", instalment: euros(156_000), totals: schedule.totals, balance: schedule.balance, rows });
});

test("a schedule stays as it was made", () => {
    const schedule = mortgage.schedule({ ...terms, payout: "2025-01-31" });
    const before = JSON.stringify(schedule);
    for (const column of Object.values(schedule.columns)) {
        column.fill(0);
    }
    structuredClone(schedule.columns, { transfer: [schedule.columns.payment.buffer] });
    assert.equal(schedule.columns.payment.length, 0);
    assert.throws(() => schedule.dates.push("2040-02-29"), TypeError);
    schedule.row(1).payment.amount = 0;
    assert.equal(JSON.stringify(schedule), before);
    assert(Object.isFrozen(schedule));
    assert.equal(mortgage.Schedule, undefined);
    assert.throws(() => new schedule.constructor(Symbol("key"), {}));
});

test("rows have dates where the terms have", () => {
    const { dates, ...schedule } = mortgage.schedule({ ...terms, months: 3, payout: "2025-01-31", monthEnd: true });
    assert.deepEqual(dates, ["2025-02-28", "2025-03-31", "2025-04-30"]);
    assert.equal(schedule.length, 3);
    assert.equal(mortgage.schedule({ ...terms, payout: "2025-01-15", firstPayment: "2025-03-01" }).row(2).date, "2025-04-01");
});

test("what is left out has the default of the trade, and null says the same", () => {
    const others = ["interestOnlyMonths", "specialLimit", "specialEffect", "commitment", "dayCount", "payout", "firstPayment", "roundingPolicy", "rounding"];
    for (const absent of [null, undefined]) {
        const given = Object.fromEntries(others.map((name) => [name, absent]));
        assert.deepEqual(mortgage.schedule({ ...terms, ...given }), mortgage.schedule(terms));
    }
    const bullet = mortgage.schedule({ ...terms, months: null, repayment: { type: "bullet", count: 120 } });
    assert.deepEqual([bullet.instalment, bullet.length, bullet.balance], [null, 120, euros(0)]);
});

test("every repayment, drawdown and special repayment is counted", () => {
    const schedule = mortgage.schedule({
        nominalRate: 0.04,
        drawdowns: [...drawn(6_000_000), { month: 6, amount: euros(4_000_000) }],
        repayment: { type: "instalment", amount: euros(100_000) },
        specialRepayments: [{ month: 12, amount: euros(500_000) }],
        specialLimit: euros(300_000),
        commitment: { rate: 0.03, freeMonths: 3 },
    });
    const { totals } = schedule;
    assert.equal(totals.special.amount, 300_000);
    assert.equal(totals.commitment.amount, 3 * 10_000);
    assert.equal(totals.principal.amount + totals.special.amount, 10_000_000);
    assert.equal(schedule.row(6).balance.amount, 10_000_000);
});

test("a row that is not there is none", () => {
    const schedule = mortgage.schedule(terms);
    for (const number of [0, -1, 181, 1.5, NaN, Infinity, 2 ** 32 + 1]) {
        assert.equal(schedule.row(number), undefined);
    }
    for (const wrong of [undefined, null, "1", 1n, {}, [1]]) {
        assert.deepEqual(refusal(() => schedule.row(wrong)), ["input.wrong_type", "number"]);
    }
});

test("terms are refused by their codes", () => {
    const changed = (change) => () => mortgage.schedule({ ...terms, ...change });
    const special = (month, amount) => ({ specialRepayments: [{ month, amount: euros(amount) }] });
    for (const [change, code, path] of [
        [{ drawdowns: [] }, "mortgage.bad_loan_amount"],
        [{ drawdowns: drawn(0) }, "mortgage.bad_loan_amount", "drawdowns[0]"],
        [{ drawdowns: [{ month: 1, amount: euros(1) }] }, "mortgage.bad_drawdown"],
        [{ drawdowns: [...drawn(1), ...drawn(1)] }, "mortgage.bad_drawdown", "drawdowns[1]"],
        [{ nominalRate: -0.01 }, "mortgage.rate_out_of_range"],
        [{ months: 0 }, "mortgage.bad_term"],
        [{ months: 1_201 }, "mortgage.bad_term"],
        [{ repayment: { type: "bullet", count: 1_201 } }, "mortgage.bad_term"],
        [{ payout: "2025-02-01", firstPayment: "2025-02-01" }, "mortgage.payment_before_drawdown"],
        [{ repayment: { type: "instalment", amount: euros(96_000) } }, "mortgage.never_amortises"],
        [special(0, 1), "mortgage.bad_special_repayment", "specialRepayments[0]"],
        [special(1, 0), "mortgage.bad_special_repayment", "specialRepayments[0]"],
        [{ repayment: { type: "instalment", amount: { amount: 1, currency: "JPY" } } }, "money.currency_mismatch"],
        [{ drawdowns: [...drawn(2 ** 53 - 1), { month: 1, amount: euros(1) }] }, "money.overflow", "drawdowns[1]"],
        [{ nominalRate: undefined }, "input.missing_field", "nominalRate"],
        [{ nominalRate: NaN }, "input.bad_value", "nominalRate"],
        [{ nominalRate: "3,2" }, "money.bad_rate", "nominalRate"],
        [{ months: 1.5 }, "input.bad_value", "months"],
        [{ months: "180" }, "input.wrong_type", "months"],
        [{ months: -1 }, "input.bad_value", "months"],
        [{ payout: "2025-02-30" }, "time.bad_date", "payout"],
        [{ monthEnd: 1 }, "input.wrong_type", "monthEnd"],
        [{ repayment: { type: "balloon", count: 1 } }, "input.bad_value", "repayment.type"],
        [{ repayment: { type: "bullet", count: 12, rate: 0.02 } }, "input.unknown_field", "repayment.rate"],
        [{ repayment: { type: "bullet" } }, "input.missing_field", "repayment.count"],
        [{ drawdowns: [{ month: 0, amount: { amount: 1 } }] }, "input.missing_field", "drawdowns[0].amount.currency"],
        [{ drawdowns: new Map() }, "input.bad_value", "drawdowns"],
        [{ rounding: "nearest" }, "input.bad_value", "rounding"],
        [{ term: 12 }, "input.unknown_field", "term"],
    ]) {
        assert.deepEqual(refusal(changed(change)), [code, path], inspect(change));
    }
    for (const wrong of [null, 5, "terms", []]) {
        assert.equal(refusal(() => mortgage.schedule(wrong))[0], "input.wrong_type", inspect(wrong));
    }
    assert.equal(refusal(() => mortgage.schedule())[0], "input.bad_value");
});

test("what only looks like a schedule is refused", () => {
    const schedule = mortgage.schedule(terms);
    for (const imitation of [undefined, {}, { ...schedule }, Object.create(schedule), new Proxy(schedule, {})]) {
        assert.deepEqual(refusal(() => schedule.row.call(imitation, 1)), ["input.wrong_type", "schedule"]);
        assert.deepEqual(refusal(() => schedule.toJSON.call(imitation)), ["input.wrong_type", "schedule"]);
        assert.deepEqual(refusal(() => [...schedule[Symbol.iterator].call(imitation)]), ["input.wrong_type", "schedule"]);
    }
});
