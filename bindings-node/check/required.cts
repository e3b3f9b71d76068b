// CommonJS finds the same types.
import mot = require("mot-core");

const amount: mot.Money = mot.money.parse("1.00", "EUR");
export const code: mot.ErrorCode = "mortgage.expired";
export const refusal: mot.MotError | undefined = amount.amount > 0 ? undefined : new Error() as mot.MotError;
