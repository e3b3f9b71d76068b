// The operations of the mortgage engine.
import { money, mortgage } from "mot-core";

/** The most instalments that a schedule has. */
const MAXIMUM_INSTALMENTS = 1_200;

export const mortgageOperations = {
    "mortgage.instalment": ({ loan, nominalRate, initialRepayment, rounding = "half_up" }) => {
        return { instalment: mortgage.instalment({ loan, nominalRate, initialRate: initialRepayment, rounding }) };
    },

    "mortgage.interval": ({ firstDrawdown, payment, unit }) => ({ years: mortgage.interval(firstDrawdown, payment, unit) }),

    "mortgage.aprc_of_flows": (given) => {
        const [drawdowns, payments] = [flows(given.drawdowns), flows(given.payments)];
        const figures = (given.decimals ?? [1, 2, 6]).map((decimals) => {
            return [`percent${decimals}`, money.percent(mortgage.effectiveRate(drawdowns, payments, decimals), decimals)];
        });
        return Object.fromEntries(figures);
    },

    "mortgage.schedule": (given) => {
        const schedule = mortgage.schedule(terms(given));
        const { instalment, totals, balance, columns, length } = schedule;
        const { payment: payments, ...others } = amounts(totals);
        return {
            instalment: instalment?.amount ?? null,
            rows: length,
            payments,
            ...others,
            lastPayment: columns.payment.at(-1),
            balance: balance.amount,
            sample: Array.from(schedule, amounts),
        };
    },
};

/** Groups of equal flows at equal distances. */
export function flows(groups) {
    return groups.flatMap(({ at, every, count, amount }) => {
        const flow = money.parse(amount, "EUR");
        return Array.from({ length: count }, (_, number) => ({ at: later(at, every, number), amount: flow }));
    });
}

/** A time, so many distances later. */
function later(at, every, number) {
    const [[over, under], [step, steps]] = [at, every].map(fraction);
    return number === 0 ? at : `${over * steps + BigInt(number) * step * under}/${under * steps}`;
}

function fraction(text) {
    const [numerator, denominator = "1"] = text.split("/");
    return [BigInt(numerator), BigInt(denominator)];
}

/** The terms as the library reads them: bare integers are minor units of the case's currency. */
function terms(given) {
    const { currency = "EUR", nominalRate, drawdowns, repayment, months, interestOnlyMonths, special } = given;
    const { specialPaymentMaxPerYear: limit, specialPaymentEffect, commitment, dayCount, payout, firstPayment } = given;
    const amount = (minorUnits) => (isGiven(minorUnits) ? { amount: minorUnits, currency } : undefined);
    const monthly = (item) => ({ month: item.month, amount: amount(item.amount) });
    return {
        nominalRate,
        drawdowns: drawdowns.map(monthly),
        repayment: { ...repayment, ...(isGiven(repayment.amount) && { amount: amount(repayment.amount) }) },
        months,
        interestOnlyMonths,
        specialRepayments: isGiven(special) ? singly(special, months).map(monthly) : undefined,
        specialLimit: amount(limit),
        specialEffect: specialPaymentEffect,
        commitment,
        dayCount,
        payout,
        firstPayment,
        monthEnd: given.monthEnd ?? undefined,
        roundingPolicy: given.rounding,
        rounding: given.roundingMode,
    };
}

/** Special repayments one by one. */
function singly(special, months) {
    if (Array.isArray(special)) {
        return special;
    }
    const { amount, everyMonths } = special;
    const count = everyMonths === 0 ? 1 : Math.floor((months ?? MAXIMUM_INSTALMENTS) / everyMonths);
    return Array.from({ length: count }, (_, index) => ({ month: (index + 1) * everyMonths, amount }));
}

function isGiven(value) {
    return value !== undefined && value !== null;
}

/** Amounts in minor units instead of money. */
export function amounts(fields) {
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value?.amount ?? value]));
}
