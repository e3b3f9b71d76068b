import { answered, documentText, plainText } from "./crossing.cjs";
import type { Property } from "./documents.cjs";
import { native } from "./native.cjs";

/**
 * Reads a stored property from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, and what the values refuse (`money.*`, `id.*`).
 *
 * ```ts
 * assert.deepEqual(property.parse(JSON.stringify(samples.property)), samples.property);
 * ```
 */
export function parse(text: string): Property {
    return answered(native.documentRead("property", plainText(text, "text")));
}

/**
 * Reads a stored property from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * assert.throws(() => property.read({ ...samples.property, colour: "red" }), { code: "input.unknown_field", path: "colour" });
 * ```
 */
export function read(value: unknown): Property {
    return answered(native.documentRead("property", documentText(value)));
}
