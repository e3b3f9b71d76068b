// The operations on financings, and the deadlines of the mortgage documents.
import { contract, money, mortgage, offer } from "mot-core";

import { amounts, flows } from "./mortgage.mjs";

export const financingOperations = {
    "mortgage.financing": (given) => ({ financing: offer.financing(given.offer) }),

    "mortgage.aprc": ({ financing, decimals }) => rates(mortgage.aprc(financing, decimals)),

    "mortgage.verify_stated_aprc": ({ financing, stated, decimals }) => {
        return verdict(mortgage.verifyStatedAprc(financing, stated, decimals));
    },

    "mortgage.offer_aprc": (given) => rates(offer.aprc(given.offer, { policies: given.policies })),

    "mortgage.offer_verify_stated_aprc": (given) => {
        return verdict(offer.verifyStatedAprc(given.offer, given.stated, { policies: given.policies }));
    },

    "mortgage.information_sheet": ({ financing, decimals }) => {
        const { aprc, nominalRate, perUnitBorrowed, ...others } = mortgage.informationSheet(financing, decimals);
        const [nominal, perUnit] = [nominalRate, perUnitBorrowed].map(text);
        return { aprc: rates(aprc), nominalRate: nominal, perUnitBorrowed: perUnit, ...others };
    },

    "mortgage.compare": (given) => {
        const { horizonMonths, ranking } = mortgage.compare(given.financings, given.by, given.horizonMonths);
        const compared = ranking.map((one) => ({ ...amounts(one), effectiveRate: text(one.effectiveRate) }));
        return { horizonMonths, ranking: compared };
    },

    "mortgage.refinance": ({ financing, terms }) => amounts(mortgage.refinance(financing, terms)),

    "mortgage.prepayment_quote": (given) => {
        return amounts(mortgage.prepaymentQuote(given.financing, given.prepayment, policy(given)));
    },

    "mortgage.solve_for": ({ unknown, known }) => {
        const solved = mortgage.solveFor(unknown, known);
        return { ...amounts(solved), nominalRate: text(solved.nominalRate) };
    },

    "mortgage.united_states_apr": ({ drawdowns, payments, unitPeriodsPerYear, decimals }) => {
        const rate = mortgage.unitedStatesApr(flows(drawdowns), flows(payments), unitPeriodsPerYear, decimals);
        return { rate: text(rate) };
    },

    "mortgage.years": ({ terms }) => ({ years: mortgage.schedule(terms).years().map(amounts) }),

    "mortgage.offer_deadlines": (given) => offer.deadlines(given.offer, { policies: given.policies }),

    "mortgage.contract_deadlines": (given) => {
        return contract.deadlines(given.contract, { now: given.now, policies: given.policies });
    },

    "mortgage.loan_to_value": ({ loan, value }) => ({ rate: text(mortgage.loanToValue(loan, value)) }),
    "mortgage.rate_end_notice_by": (given) => ({ by: mortgage.rateEndNoticeBy(policy(given), given.fixedUntil) }),
};

function rates({ rate, fixedPeriodRate, counted, leftOut }) {
    const names = (costs) => costs.map(({ name }) => name);
    return { rate: text(rate), fixedPeriodRate: text(fixedPeriodRate), counted: names(counted), leftOut: names(leftOut) };
}

function verdict({ verdict, rate, by }) {
    return { verdict, rate: text(rate), by: text(by) };
}

/** A rate as text, if there is one. */
function text(rate) {
    return rate === null || rate === undefined ? null : money.rate(rate);
}

/** A preset by its name, or a policy of the case's own. */
function policy(given) {
    return typeof given.policy === "string" ? mortgage.Policies.shipped().latest(given.policy) : given.policy;
}
