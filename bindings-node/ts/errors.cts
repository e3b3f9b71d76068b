import type { ErrorCode } from "./codes.cjs";

/** The part of the domain that refuses: what stands before the dot of a code. */
export type ErrorFamily = ErrorCode extends `${infer Family}.${string}` ? Family : never;

/** A refusal as it crosses. */
interface Refusal {
    readonly code: ErrorCode;
    readonly message: string;
    readonly details: Readonly<Record<string, string>>;
    readonly path: string | null;
    readonly publicCode: PublicCode | null;
}

/** What strangers may be told of a refused link. */
export type PublicCode = "link_invalid" | "link_expired" | "link_used";

/**
 * A refusal. The same input is refused with the same code in every language; codes are never renamed.
 *
 * It holds no secret and no personal data: it may be logged, and sent to the caller as JSON.
 *
 * ```ts
 * try {
 *     money.parse("100.5", "JPY");
 * } catch (error) {
 *     assert(error instanceof MotError);
 *     assert.equal(error.code, "money.too_precise");
 *     assert.equal(error.family, "money");
 *     assert.deepEqual(error.details, { digits: "1", allowed: "0" });
 * }
 * ```
 */
export class MotError extends Error {
    static {
        this.prototype.name = "MotError";
    }

    /** The stable code, such as `mortgage.expired`. */
    readonly code: ErrorCode;
    /** What the message says, as names and texts. */
    readonly details: Readonly<Record<string, string>>;
    /** Where the fault lies in the document or the arguments, such as `loan.amount` or `siblings[0].status`. */
    readonly path: string | undefined;
    /** What strangers may be told of a refused link; only there. */
    readonly publicCode: PublicCode | undefined;

    /** @internal */
    constructor(refusal: Refusal) {
        super(refusal.message);
        this.code = refusal.code;
        this.details = refusal.details;
        this.path = refusal.path ?? undefined;
        this.publicCode = refusal.publicCode ?? undefined;
    }

    /** The module that refuses: the part of the code before the dot. */
    get family(): ErrorFamily {
        return this.code.slice(0, this.code.indexOf(".")) as ErrorFamily;
    }

    /** The refusal as a plain object, for a response or a log. */
    toJSON(): { code: ErrorCode; message: string; details: Readonly<Record<string, string>>; path?: string } {
        const { code, message, details, path } = this;
        return path === undefined ? { code, message, details } : { code, message, details, path };
    }
}

/**
 * A defect of the library itself, never of what it was given: it panicked, and the process lives on.
 *
 * Please report it.
 */
export class MotDefect extends Error {
    static {
        this.prototype.name = "MotDefect";
    }
}
