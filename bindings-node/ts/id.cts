import { randomBytes } from "node:crypto";

import { answered, ask, bytes, documentText } from "./crossing.cjs";
import type { Instant } from "./lifecycle.cjs";
import { native } from "./native.cjs";

/**
 * An id by the common grammar: 1 to 64 ASCII letters and digits with single `-`, `_` or `.` between them, case-sensitive
 * and never repaired (`id.bad_id`).
 *
 * ```ts
 * assert.equal(id.parse("mort-offer-2025-0001"), "mort-offer-2025-0001");
 * assert.throws(() => id.parse("bank--xyz"), { code: "id.bad_id" });
 * ```
 */
export function parse(text: string): string {
    return ask(native.idParse, { text });
}

/**
 * A new id, `<prefix>-<milliseconds in base36>-<entropy in base36>`, from 8 bytes of the caller's entropy.
 *
 * A prefix that does not fit the grammar is `id.bad_id`, another number of bytes `input.bad_value`.
 *
 * ```ts
 * const made = id.create("offer", "2025-02-01T12:00:00Z", Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 36));
 * assert.equal(made, "offer-m6m556o0-10");
 * ```
 */
export function create(prefix: string, now: Instant, entropy: Uint8Array): string {
    return answered(native.idCreate(documentText({ prefix, now }), bytes(entropy, "entropy")));
}

/**
 * A new id with entropy from the operating system.
 *
 * ```ts
 * assert.match(id.generate("offer", new Date()), /^offer-[0-9a-z]+-[0-9a-z]+$/);
 * ```
 */
export function generate(prefix: string, now: Instant): string {
    return create(prefix, now, randomBytes(8));
}
