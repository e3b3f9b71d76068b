import { answered, plainText } from "./crossing.cjs";
import { native } from "./native.cjs";

/**
 * The version of the library, which all languages share.
 *
 * ```ts
 * assert.match(version(), /^\d+\.\d+\.\d+$/);
 * ```
 */
export function version(): string {
    return native.version();
}

/**
 * The release of the IANA time zone database that the library carries.
 *
 * ```ts
 * assert.match(timeZoneDatabaseVersion(), /^20\d\d[a-z]+$/);
 * ```
 */
export function timeZoneDatabaseVersion(): string {
    return native.timeZoneDatabaseVersion();
}

/**
 * How the library was built. Figures of a debug build mean nothing.
 *
 * ```ts
 * assert(["release", "debug"].includes(buildProfile()));
 * ```
 */
export function buildProfile(): "release" | "debug" {
    return native.buildProfile() as "release" | "debug";
}

/**
 * JSON text in its canonical form (RFC 8785), by which values are compared and hashed in every language.
 *
 * Refused: `input.bad_json`, `input.duplicate_field`, `input.too_large`, `input.too_deep`, and `input.bad_value` for a
 * number that a double does not hold.
 *
 * ```ts
 * assert.equal(canonicalJson('{ "b": 1.50, "a": [1e2] }'), '{"a":[100],"b":1.5}');
 * ```
 */
export function canonicalJson(text: string): string {
    const canonical = native.canonicalJson(plainText(text, "text"));
    answered<unknown>(canonical);
    return canonical;
}
