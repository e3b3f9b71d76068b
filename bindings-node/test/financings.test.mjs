// Loans with their costs: effective rates, comparisons, refinancing, early repayment, deadlines.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import { MotError, contract, money, mortgage, offer } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const euros = (amount) => ({ amount, currency: "EUR" });
const yen = { amount: 1, currency: "JPY" };
const policies = mortgage.Policies.shipped();
const germany = policies.latest("de_mortgage");

const terms = {
    nominalRate: "0.032",
    drawdowns: [{ month: 0, amount: euros(36_000_000) }],
    repayment: { type: "initial_rate", rate: 0.02 },
    months: 180,
};
const cost = (amount, others) => ({ name: "fee", amount: euros(amount), class: "lender", timing: "at_conclusion", ...others });
const financing = { terms, costs: [cost(90_000)] };

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return [error.code, error.path];
    }
    return assert.fail("nothing was refused");
}

/** Every way to give these arguments wrongly, each refused with its code and path. */
function refused(call, cases) {
    for (const [given, code, path] of cases) {
        assert.deepEqual(refusal(() => call(...given)), [code, path], inspect(given, { depth: 6 }));
    }
}

/** What is no whole number from 0 to 2^32 − 1. */
const noCounts = [-1, 1.5, NaN, Infinity, 2 ** 32, 2 ** 53, "2", true, 2n, {}, [2]];

test("an offer is a loan with costs", () => {
    const made = offer.financing(samples.offer);
    assert.deepEqual(made.terms, { ...terms, nominalRate: 0.032, specialLimit: euros(500_000) });
    assert.deepEqual(made.costs, [
        { name: "processingFee", amount: euros(60_000), class: "lender", timing: "at_conclusion" },
        { name: "valuationFee", amount: euros(30_000), class: "valuation_required", timing: "at_conclusion" },
    ]);
    const free = { ...samples.offer, fees: { processingFee: 0, valuationFee: 0, otherFees: [] } };
    assert.equal(offer.financing(free).costs, undefined);
    assert.equal(mortgage.aprc(offer.financing(free), 2).rate, 0.0325);
});

test("an offer is refused as its reader and its loan refuse", () => {
    const conditions = { drawdowns: [{ month: 0, amount: euros(1) }] };
    refused(offer.financing, [
        [[{ ...samples.offer, conditions }], "mortgage.drawdowns_not_loan"],
        [[{ ...samples.offer, loan: euros(NaN) }], "input.bad_value", "loan.amount"],
        [[{ ...samples.offer, loan: euros(0.5) }], "money.bad_number", "loan.amount"],
        [[{ ...samples.offer, price: 5 }], "input.unknown_field", "price"],
        [[undefined], "input.bad_value", "?"],
        [[null], "input.wrong_type"],
        [[[samples.offer]], "input.wrong_type"],
    ]);
});

test("an effective rate tells what it counts", () => {
    const notary = cost(250_000, { name: "notary", class: "notary" });
    const rates = mortgage.aprc({ terms, costs: [notary, cost(90_000)] }, 6);
    assert.deepEqual(rates, {
        rate: 0.03267803,
        fixedPeriodRate: 0.03273169,
        decimals: 6,
        counted: [cost(90_000)],
        leftOut: [notary],
    });
    assert.equal(mortgage.aprc({ terms: { ...terms, months: null } }, 2).fixedPeriodRate, null);
    assert.deepEqual(mortgage.aprc({ terms, costs: null }, 2), mortgage.aprc({ terms }, 2));
});

test("what a lender states is compared with what is true", () => {
    for (const [stated, decimals, expected] of [
        ["0.0335", 2, { verdict: "overstated", stated: 0.0335, rate: 0.0327, by: 0.0008 }],
        [0.0327, 2, { verdict: "match", stated: 0.0327, rate: 0.0327, by: 0 }],
        ["0.0327", 1, { verdict: "match", stated: 0.0327, rate: 0.0327, by: 0 }],
        ["0.0320", 2, { verdict: "understated", stated: 0.032, rate: 0.0327, by: 0.0007 }],
        ["0.03268", 2, { verdict: "match", stated: 0.03268, rate: 0.03268, by: 0 }],
        ["0.0327", 3, { verdict: "overstated", stated: 0.0327, rate: 0.03268, by: 0.00002 }],
    ]) {
        assert.deepEqual(mortgage.verifyStatedAprc(financing, stated, decimals), expected);
    }
});

test("effective rates refuse what is no financing, no rate and no count", () => {
    refused(mortgage.aprc, [
        [[financing, 8], "mortgage.too_many_decimals"],
        [[financing], "input.missing_field", "decimals"],
        [[{ ...financing, terms: { ...terms, nominalRate: NaN } }, 2], "input.bad_value", "financing.terms.nominalRate"],
        [[{ ...financing, fees: [] }, 2], "input.unknown_field", "financing.fees"],
        [[{ costs: [] }, 2], "input.missing_field", "financing.terms"],
        [[{ terms, costs: [{ ...cost(1), class: "tip" }] }, 2], "input.bad_value", "financing.costs[0].class"],
        [[{ terms, costs: [cost(1.5)] }, 2], "money.bad_number", "financing.costs[0].amount.amount"],
        [[{ terms, costs: [cost(1), { ...cost(1), amount: yen }] }, 2], "money.currency_mismatch", "costs[1]"],
        [[{ terms, costs: [cost(1, { timing: { month: 360 } })] }, 2], "mortgage.cost_after_end", "costs[0]"],
        [[{ terms, costs: [cost(1, { timing: { month: -1 } })] }, 2], "input.bad_value", "financing.costs[0].timing.month"],
        [[null, 2], "input.wrong_type", "financing"],
        [[undefined, 2], "input.missing_field", "financing"],
        [[new Map(), 2], "input.bad_value", "financing"],
    ]);
    for (const operation of [mortgage.aprc, mortgage.informationSheet]) {
        for (const decimals of noCounts) {
            const [code, path] = refusal(() => operation(financing, decimals));
            assert(["input.bad_value", "input.wrong_type"].includes(code), `${String(decimals)}: ${code}`);
            assert.equal(path, "decimals");
        }
    }
    refused(mortgage.verifyStatedAprc, [
        [[financing, NaN, 2], "input.bad_value", "stated"],
        [[financing, "3.35 %", 2], "money.bad_rate", "stated"],
        [[financing, 0.1 + 0.2, 2], "money.rate_too_precise", "stated"],
        [[financing, true, 2], "input.wrong_type", "stated"],
        [[financing, undefined, 2], "input.missing_field", "stated"],
    ]);
});

test("an offer's rate has the decimals of its policy", () => {
    assert.equal(offer.aprc(samples.offer).rate, 0.0327);
    const baseline = { ...samples.offer, policy: { id: "mcd_baseline", asOf: "2016-03-21" } };
    assert.deepEqual([offer.aprc(baseline).rate, offer.aprc(baseline).decimals], [0.033, 1]);
    const precise = [{ ...germany, aprcDecimals: 6 }];
    for (const given of [precise, new mortgage.Policies(precise)]) {
        assert.equal(offer.aprc(samples.offer, { policies: given }).rate, 0.03267803);
        assert.equal(offer.verifyStatedAprc(samples.offer, "0.0327", { policies: given }).verdict, "overstated");
    }
    assert.deepEqual(offer.aprc(samples.offer, { policies: undefined }), offer.aprc(samples.offer, {}));
    assert.deepEqual(offer.verifyStatedAprc(samples.offer, "0.0335"), mortgage.verifyStatedAprc(financing, "0.0335", 2));
});

test("the operations on an offer under a policy refuse alike", () => {
    const foreign = { ...samples.offer, policy: { id: "elsewhere", asOf: "2022-05-28" } };
    for (const operation of [offer.aprc, offer.deadlines, (document, given) => offer.verifyStatedAprc(document, 0.03, given)]) {
        refused(operation, [
            [[foreign], "mortgage.unknown_policy"],
            [[samples.offer, { policies: [] }], "mortgage.unknown_policy"],
            [[samples.offer, { policies: new mortgage.Policies([]) }], "mortgage.unknown_policy"],
            [[samples.offer, { policies: [{ ...germany, aprcDecimals: 1.5 }] }], "input.bad_value", "policies[0].aprcDecimals"],
            [[samples.offer, { policies: [{ ...germany, requiredSigners: [] }] }], "input.bad_value", "policies[0].requiredSigners"],
            [[samples.offer, { policies: "de_mortgage" }], "input.wrong_type", "policies"],
            [[samples.offer, { policy: germany }], "input.unknown_field", "policy"],
            [[samples.offer, null], "input.wrong_type"],
            [[{ ...samples.offer, loan: euros(NaN) }], "input.bad_value", "document.loan.amount"],
            [[{ ...samples.offer, price: 5 }], "input.unknown_field", "document.price"],
            [[undefined], "input.bad_value", "document"],
            [[null], "input.wrong_type", "document"],
        ]);
    }
    for (const [stated, code] of [[NaN, "input.bad_value"], ["3,35", "money.bad_rate"], [undefined, "input.missing_field"], [[], "input.wrong_type"]]) {
        assert.deepEqual(refusal(() => offer.verifyStatedAprc(samples.offer, stated)), [code, "stated"]);
    }
    assert.equal(refusal(() => offer.verifyStatedAprc(samples.offer, 0.03, { stated: 0.04 }))[0], "input.unknown_field");
});

test("an information sheet has the figures of the loan to its end", () => {
    const sheet = mortgage.informationSheet(financing, 2);
    const schedule = mortgage.schedule({ ...terms, months: undefined });
    assert.deepEqual(sheet.loan, euros(36_000_000));
    assert.deepEqual([sheet.months, sheet.instalments, sheet.fixedMonths, sheet.fixedUntil], [359, 359, 180, null]);
    assert.equal(sheet.totalAmount.amount, 36_000_000 + schedule.totals.interest.amount + 90_000);
    assert.deepEqual([sheet.perUnitBorrowed, sheet.nominalRate, sheet.specialLimit], [1.56, 0.032, null]);
    assert.deepEqual(sheet.aprc, mortgage.aprc(financing, 2));
    assert.deepEqual([sheet.costsPaidOnce, sheet.costsWithEachInstalment], [euros(90_000), euros(0)]);
    assert.deepEqual([sheet.instalment, sheet.lastInstalment], [schedule.instalment, schedule.row(359).payment]);
    assert.deepEqual(sheet.balance, mortgage.schedule(terms).balance);
    assert.deepEqual(sheet.firstYear, [...schedule].slice(0, 12));
    assert.deepEqual(sheet.years, schedule.years());
    assert.deepEqual(sheet.total, { year: 30, instalments: 359, ...schedule.totals, balance: euros(0) });
    const dated = mortgage.informationSheet({ terms: { ...terms, payout: "2025-02-15" } }, 2);
    assert.deepEqual([dated.firstPayment, dated.fixedUntil, dated.lastPayment], ["2025-03-15", "2040-02-15", "2055-01-15"]);
});

test("the years of a schedule are its rows together", () => {
    const schedule = mortgage.schedule({ ...terms, months: 30 });
    const years = schedule.years();
    assert.deepEqual(years.map(({ year, instalments }) => [year, instalments]), [[1, 12], [2, 12], [3, 6]]);
    for (const name of ["payment", "interest", "principal", "special", "commitment"]) {
        const sums = years.map((year) => year[name].amount);
        assert.equal(sums[0], schedule.columns[name].slice(0, 12).reduce((sum, amount) => sum + amount));
        assert.equal(sums.reduce((sum, amount) => sum + amount), schedule.totals[name].amount);
    }
    assert.deepEqual(years.map(({ balance }) => balance), [12, 24, 30].map((number) => schedule.row(number).balance));
    years[0].interest.amount = 0;
    assert.notDeepEqual(schedule.years(), years);
    for (const imitation of [undefined, {}, { ...schedule }, Object.create(schedule), new Proxy(schedule, {})]) {
        assert.deepEqual(refusal(() => schedule.years.call(imitation)), ["input.wrong_type", "schedule"]);
    }
});

test("the years stay those of the schedule that was made", () => {
    const changing = { ...terms };
    const schedule = mortgage.schedule(changing);
    const before = schedule.years();
    changing.months = 12;
    assert.deepEqual(schedule.years(), before);
    assert.equal(before.length, 15);
});

test("financings are ranked by what is asked for", () => {
    const at = (nominalRate, rate, costs) => ({ terms: { ...terms, nominalRate, repayment: { type: "initial_rate", rate } }, costs });
    const financings = [at("0.034", "0.02", []), at("0.032", "0.02", [cost(90_000)]), at("0.033", "0.03", [])];
    const ranked = (by, horizon) => mortgage.compare(financings, by, horizon).ranking.map(({ index }) => index);
    assert.deepEqual(ranked("effective_rate"), [1, 2, 0]);
    assert.deepEqual(ranked("balance"), [2, 0, 1]);
    assert.deepEqual(ranked("instalment"), [1, 0, 2]);
    assert.deepEqual(ranked("total_cost", null), ranked("total_cost", undefined));
    const { by, horizonMonths, ranking } = mortgage.compare(financings.slice(0, 2), "total_cost");
    assert.deepEqual([by, horizonMonths], ["total_cost", 180]);
    const [best, dearer] = ranking;
    assert.deepEqual([best.index, best.rank, best.moreTotalCost], [1, 1, euros(0)]);
    assert.deepEqual([dearer.index, dearer.rank, dearer.moreTotalCost], [0, 2, euros(855_350 - 90_000)]);
    assert.equal(dearer.moreInterest.amount + dearer.moreCommitment.amount + dearer.moreCosts.amount, dearer.moreTotalCost.amount);
    assert.equal(mortgage.compare(financings, "balance", 12).horizonMonths, 12);
    const same = mortgage.compare([financing, financing, financings[0]], "instalment").ranking;
    assert.deepEqual(same.map(({ index, rank }) => [index, rank]), [[0, 1], [1, 1], [2, 3]]);
});

test("a comparison refuses what cannot be compared", () => {
    const other = { terms: { ...terms, drawdowns: [{ month: 0, amount: euros(1) }] } };
    const ofYen = { terms: { ...terms, drawdowns: [{ month: 0, amount: yen }] } };
    refused(mortgage.compare, [
        [[[], "balance"], "mortgage.nothing_to_compare"],
        [[[financing, { terms: { ...terms, drawdowns: [{ month: 0, amount: euros(35_000_000) }] } }], "balance"], "mortgage.different_loans", "[1]"],
        [[[financing, { terms, costs: [cost(1, { timing: { month: 400 } })] }], "balance"], "mortgage.cost_after_end", "[1].costs[0]"],
        [[[financing], "balance", 0], "mortgage.bad_term", "horizonMonths"],
        [[[financing], "balance", 1_201], "mortgage.bad_term", "horizonMonths"],
        [[[financing], "price"], "input.bad_value", "by"],
        [[[financing], NaN], "input.bad_value", "by"],
        [[[financing]], "input.missing_field", "by"],
        [[financing, "balance"], "input.wrong_type", "financings"],
        [[[financing, null], "balance"], "input.wrong_type", "financings[1]"],
        [[[financing, undefined], "balance"], "input.bad_value", "financings[1]"],
        [[new Set([financing]), "balance"], "input.bad_value", "financings"],
        [[[{ ...financing, name: "ours" }], "balance"], "input.unknown_field", "financings[0].name"],
    ]);
    assert.equal(refusal(() => mortgage.compare([financing, ofYen], "balance"))[1], "[1]");
    assert.equal(refusal(() => mortgage.compare([other, financing], "balance"))[1]?.[0], "[");
    for (const months of noCounts) {
        const [code, path] = refusal(() => mortgage.compare([financing], "balance", months));
        assert(["input.bad_value", "input.wrong_type"].includes(code), `${String(months)}: ${code}`);
        assert.equal(path, "horizonMonths");
    }
});

const instead = { month: 120, nominalRate: "0.025", repayment: { type: "initial_rate", rate: "0.03" } };

test("a refinancing tells what is saved and when", () => {
    const refinancing = mortgage.refinance(financing, { ...instead, costs: [cost(100_000)], compensation: euros(200_000) });
    const { loan, months, interestKept, interestRefinanced, costsRefinanced, saving, breakEvenMonth } = refinancing;
    assert.deepEqual([loan, months], [mortgage.schedule({ ...terms, months: 120 }).balance, 60]);
    assert.deepEqual(costsRefinanced, euros(300_000));
    assert.equal(saving.amount, interestKept.amount - interestRefinanced.amount - costsRefinanced.amount);
    assert(saving.amount > 0 && breakEvenMonth > 1 && breakEvenMonth < 60);
    assert.equal(mortgage.refinance(financing, { ...instead, compensation: euros(9_000_000) }).breakEvenMonth, null);
    const plain = mortgage.refinance(financing, instead);
    assert.deepEqual(mortgage.refinance(financing, { ...instead, costs: null, compensation: null, months: null }), plain);
});

test("a refinancing is refused by its codes", () => {
    const changed = (change) => [financing, { ...instead, ...change }];
    refused(mortgage.refinance, [
        [changed({ month: 0 }), "mortgage.nothing_owed"],
        [changed({ month: 359 }), "mortgage.nothing_owed"],
        [changed({ months: 0 }), "mortgage.bad_term"],
        [changed({ months: 1_201 }), "mortgage.bad_term"],
        [changed({ compensation: euros(-1) }), "mortgage.negative_flow"],
        [changed({ compensation: yen }), "money.currency_mismatch"],
        [changed({ costs: [cost(1, { timing: { month: 1_200 } })] }), "mortgage.cost_after_end", "costs[0]"],
        [changed({ month: 1.5 }), "input.bad_value", "terms.month"],
        [changed({ nominalRate: NaN }), "input.bad_value", "terms.nominalRate"],
        [changed({ nominalRate: undefined }), "input.missing_field", "terms.nominalRate"],
        [changed({ repayment: { type: "balloon" } }), "input.bad_value", "terms.repayment.type"],
        [changed({ fee: 5 }), "input.unknown_field", "terms.fee"],
        [[financing], "input.missing_field", "terms"],
    ]);
});

test("repaying early costs no more than the policy lets it", () => {
    const quote = (month, policy = germany, amount = undefined) => mortgage.prepaymentQuote(financing, { month, amount }, policy);
    const { owed, amount, allowed, forgoneInterest, compensationAtMost, paymentAtMost, balance } = quote(60);
    assert.deepEqual([owed, amount, balance], [mortgage.schedule({ ...terms, months: 60 }).balance, owed, euros(0)]);
    assert.deepEqual([allowed, compensationAtMost], [owed, euros(0)]); // no limit is named
    assert.deepEqual([forgoneInterest, paymentAtMost], [euros(0), owed]);
    const limited = { terms: { ...terms, specialLimit: euros(1_800_000) } };
    const bound = mortgage.prepaymentQuote(limited, { month: 60, amount: euros(10_000_000) }, germany);
    assert.deepEqual([bound.allowed, bound.amount], [euros(1_800_000), euros(10_000_000)]);
    assert.deepEqual(bound.compensationAtMost, bound.forgoneInterest);
    const capped = mortgage.prepaymentQuote(limited, { month: 60, amount: euros(10_000_000) }, { ...germany, prepaymentCompensationCap: "0.01" });
    assert.deepEqual(capped.compensationAtMost, euros(82_000));
    for (const [month, isFree] of [[125, false], [126, true], [180, true]]) {
        const { compensationAtMost } = mortgage.prepaymentQuote(limited, { month }, germany);
        assert.equal(compensationAtMost.amount === 0, isFree, month);
    }
});

test("an early repayment is refused by its codes", () => {
    refused(mortgage.prepaymentQuote, [
        [[financing, { month: 0 }, germany], "mortgage.nothing_owed"],
        [[financing, { month: 400 }, germany], "mortgage.nothing_owed"],
        [[financing, { month: 60, amount: euros(0) }, germany], "mortgage.bad_special_repayment"],
        [[financing, { month: 60, amount: yen }, germany], "money.currency_mismatch"],
        [[financing, { month: "60" }, germany], "input.wrong_type", "prepayment.month"],
        [[financing, { month: NaN }, germany], "input.bad_value", "prepayment.month"],
        [[financing, { month: 60, day: 1 }, germany], "input.unknown_field", "prepayment.day"],
        [[financing, {}, germany], "input.missing_field", "prepayment.month"],
        [[financing, { month: 60 }], "input.missing_field", "policy"],
        [[financing, { month: 60 }, "de_mortgage"], "input.wrong_type", "policy"],
        [[financing, { month: 60 }, { ...germany, prepaymentCompensationCap: NaN }], "input.bad_value", "policy.prepaymentCompensationCap"],
    ]);
});

test("the fourth of an annuity follows from the other three", () => {
    const whole = { loan: euros(25_000_000), nominalRate: 0.0365, instalment: euros(180_568), months: 180 };
    const without = (name) => Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name));
    assert.deepEqual(mortgage.solveFor("instalment", without("instalment")), whole);
    assert.deepEqual(mortgage.solveFor("months", without("months")).months, 180);
    assert.equal(money.percent(mortgage.solveFor("nominal_rate", without("nominalRate")).nominalRate, 3), "3.650");
    assert(Math.abs(mortgage.solveFor("loan", without("loan")).loan.amount - 25_000_000) < 100);
    assert.deepEqual(mortgage.solveFor("months", { ...without("months"), months: null }).months, 180);
    const change = (name, value) => ({ ...without("instalment"), [name]: value });
    refused(mortgage.solveFor, [
        [["instalment", whole], "mortgage.one_unknown"],
        [["instalment", without("months")], "mortgage.one_unknown"],
        [["instalment", {}], "mortgage.one_unknown"],
        [["instalment", change("loan", euros(0))], "mortgage.bad_loan_amount"],
        [["instalment", change("balance", euros(-1))], "mortgage.bad_loan_amount"],
        [["instalment", change("balance", yen)], "money.currency_mismatch"],
        [["instalment", change("nominalRate", "-0.01")], "mortgage.rate_out_of_range"],
        [["instalment", change("months", 1_201)], "mortgage.bad_term"],
        [["instalment", change("months", 1.5)], "input.bad_value", "known.months"],
        [["instalment", change("nominalRate", NaN)], "input.bad_value", "known.nominalRate"],
        [["instalment", change("loan", euros(0.5))], "money.bad_number", "known.loan.amount"],
        [["instalment", change("rate", 0.03)], "input.unknown_field", "known.rate"],
        [["months", { ...without("months"), instalment: euros(1) }], "mortgage.never_amortises"],
        [["nominal_rate", { ...without("nominalRate"), instalment: euros(1) }], "mortgage.unsolvable"],
        [["nominalRate", without("nominalRate")], "input.bad_value", "unknown"],
        [[undefined, whole], "input.missing_field", "unknown"],
        [["loan"], "input.missing_field", "known"],
    ]);
});

test("the rate of the United States is that of Appendix J", () => {
    const dollars = (amount) => ({ amount, currency: "USD" });
    const advance = [{ at: "0", amount: dollars(500_000) }];
    const monthly = (count, amount) => Array.from({ length: count }, (_, month) => ({ at: `${month + 1}/12`, amount: dollars(amount) }));
    assert.equal(mortgage.unitedStatesApr(advance, monthly(24, 23_000), 12, 2), 0.0969); // (c)(1)(i)
    const payments = monthly(24, 23_000);
    refused(mortgage.unitedStatesApr, [
        [[advance, payments, 0, 2], "mortgage.bad_unit_period"],
        [[advance, payments, 367, 2], "mortgage.bad_unit_period"],
        [[advance, payments, 12, 8], "mortgage.too_many_decimals"],
        [[payments, advance, 12, 2], "mortgage.advance_after_payment"],
        [[advance, [], 12, 2], "mortgage.advance_after_payment"],
        [[advance, [{ at: "1", amount: dollars(-1) }], 12, 2], "mortgage.negative_flow"],
        [[advance, [{ at: "1", amount: euros(600_000) }], 12, 2], "money.currency_mismatch"],
        [[advance, [{ at: "1", amount: dollars(1) }], 12, 2], "mortgage.aprc_no_solution"],
        [[advance, [{ at: 1, amount: dollars(1) }], 12, 2], "input.wrong_type", "payments[0].at"],
        [[[{ at: "0", amount: dollars(NaN) }], payments, 12, 2], "input.bad_value", "advances[0].amount.amount"],
        [[advance, payments, 12], "input.missing_field", "decimals"],
        [[advance, payments, 1.5, 2], "input.bad_value", "unitPeriodsPerYear"],
        [[advance, payments, "12", 2], "input.wrong_type", "unitPeriodsPerYear"],
    ]);
});

test("the deadlines are those of the policy", () => {
    assert.deepEqual(offer.deadlines(samples.offer), {
        acceptanceFrom: "2025-02-01T12:00:00Z",
        acceptanceUntil: "2025-02-10T23:59:59Z",
        bindingUntil: null,
    });
    const strict = { ...germany, earliestAcceptanceDays: 2, reflectionDays: 7 };
    assert.deepEqual(offer.deadlines(samples.offer, { policies: [strict] }), {
        acceptanceFrom: "2025-02-03T12:00:00Z",
        acceptanceUntil: "2025-02-10T23:59:59Z",
        bindingUntil: "2025-02-08T12:00:00Z",
    });
    const disbursement = { kind: "disbursement", at: "2025-03-01T09:00:00Z", by: "bank-xyz" };
    const disbursed = { ...samples.contract, evidence: [disbursement] };
    const nothing = { withdrawalUntil: null, disbursedAt: null, terminationNoticeFrom: null, terminationFrom: null };
    assert.deepEqual(contract.deadlines(disbursed, { now: "2025-02-28T00:00:00Z" }), nothing);
    for (const now of [new Date("2025-03-02T00:00:00Z"), "2025-03-02T01:00:00.0009+01:00"]) {
        assert.deepEqual(contract.deadlines(disbursed, { now }), {
            ...nothing,
            disbursedAt: "2025-03-01T09:00:00Z",
            terminationNoticeFrom: "2035-03-01T09:00:00Z",
            terminationFrom: "2035-09-01T09:00:00Z",
        });
    }
    const sooner = [{ ...germany, terminationAfterYears: 5, terminationNoticeMonths: null }];
    for (const given of [sooner, new mortgage.Policies(sooner)]) {
        const { terminationFrom } = contract.deadlines(disbursed, { now: "2025-03-02T00:00:00Z", policies: given });
        assert.equal(terminationFrom, "2030-03-01T09:00:00Z");
    }
    assert.equal(mortgage.rateEndNoticeBy(germany, "2040-05-31"), "2040-02-29");
    assert.equal(mortgage.rateEndNoticeBy(policies.latest("mcd_baseline"), "2040-05-31"), null);
});

test("deadlines refuse what is no instant and no day", () => {
    const now = "2025-03-02T00:00:00Z";
    refused(contract.deadlines, [
        [[samples.contract, {}], "input.missing_field", "now"],
        [[samples.contract, { now: Date.now() }], "input.wrong_type", "now"],
        [[samples.contract, { now: new Date(NaN) }], "input.bad_value", "now"],
        [[samples.contract, { now: "yesterday" }], "time.bad_timestamp", "now"],
        [[samples.contract, { now, at: now }], "input.unknown_field", "at"],
        [[samples.contract, { now, policies: [] }], "mortgage.unknown_policy"],
        [[samples.contract, { now, policies: {} }], "input.wrong_type", "policies"],
        [[samples.contract], "input.bad_value", "?"],
        [[samples.offer, { now }], "input.unknown_field", "document.issuerId"],
        [[{ ...samples.contract, version: 1.5 }, { now }], "input.bad_value", "document.version"],
    ]);
    refused(mortgage.rateEndNoticeBy, [
        [[germany, "2040-02-30"], "time.bad_date", "fixedUntil"],
        [[germany, new Date(NaN)], "input.bad_value", "fixedUntil"],
        [[germany, 2040], "input.wrong_type", "fixedUntil"],
        [[germany], "input.missing_field", "fixedUntil"],
        [["de_mortgage", "2040-05-31"], "input.wrong_type", "policy"],
        [[{ ...germany, rateEndNoticeMonths: -1 }, "2040-05-31"], "input.bad_value", "policy.rateEndNoticeMonths"],
        [[{ ...germany, law: "BGB" }, "2040-05-31"], "input.unknown_field", "policy.law"],
    ]);
});

test("a policy is found by its name", () => {
    assert.deepEqual(policies.latest("de_mortgage"), policies.toJSON()[1]);
    const newer = { ...germany, asOf: "2030-01-01" };
    assert.equal(new mortgage.Policies([newer, germany]).latest("de_mortgage").asOf, "2030-01-01");
    assert.equal(refusal(() => policies.latest("elsewhere"))[0], "mortgage.unknown_policy");
    for (const [wrong, code] of [[undefined, "input.missing_field"], [5, "input.wrong_type"], [NaN, "input.bad_value"], ["a b", "id.bad_id"]]) {
        assert.deepEqual(refusal(() => policies.latest(wrong)), [code, "id"]);
    }
    assert.deepEqual(refusal(() => policies.latest.call({}, "de_mortgage")), ["input.wrong_type", "policies"]);
});
