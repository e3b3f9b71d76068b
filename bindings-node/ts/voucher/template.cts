import { answered, ask } from "../crossing.cjs";
import type { NewVoucher, TemplateOverrides, VoucherTemplate } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { native } from "../native.cjs";

/**
 * The templates that come with the library: consulting and therapy by the hour, viewings, machine slots, memberships and
 * hotel nights. They are data; a host writes its own.
 *
 * ```ts
 * assert.deepEqual(
 *     voucher.shippedTemplates().map(({ templateId, durationMinutes }) => [templateId, durationMinutes]),
 *     [["consulting", 60], ["therapy", 50], ["viewing", 45], ["machine", 60], ["membership", 1440], ["hotel", null]],
 * );
 * ```
 */
export function shippedTemplates(): VoucherTemplate[] {
    return answered(native.voucherTemplatesShipped());
}

/**
 * A new voucher of a template, for `voucher.issue`. Its terms are the template's, with the template's id and version.
 *
 * Refused: terms that name a template themselves (`input.bad_value`), a validity beyond the calendar (`time.out_of_range`).
 *
 * ```ts
 * const consulting = voucher.shippedTemplates().find(({ templateId }) => templateId === "consulting") ?? assert.fail();
 * const made = voucher.instantiate(consulting, {
 *     voucherId: "v-2025-0002",
 *     issuerUid: "coach-1",
 *     validFrom: "2025-12-01T00:00:00Z",
 *     price: money.parse("120.00", "EUR"),
 * });
 * assert.deepEqual(made.terms, { templateId: "consulting", templateVersion: 1 });
 * assert.equal(made.validUntil, "2025-12-08T00:00:00Z");
 * const context = { now: "2025-11-30T12:00:00Z", actor: { party: "coach-1" } };
 * assert.equal(voucher.issue({ voucher: made }, context).events[0]?.type, "voucher.issued");
 * ```
 */
export function instantiate(template: Given<VoucherTemplate>, overrides: Given<TemplateOverrides>): NewVoucher {
    return ask(native.voucherInstantiate, { template, overrides });
}
