import { types } from "node:util";

import { MotError } from "./errors.cjs";
import { native } from "./native.cjs";

/** How much text may hold: bytes, and levels of lists and objects. */
type Limits = readonly [bytes: number, levels: number];

/** Where a value cannot cross, and how the core refuses that. */
interface Fault {
    readonly path: string[];
    readonly refusal: (path: string[]) => string;
}

const LIMITS_OF_DOCUMENT = native.limitsOfDocument() as unknown as Limits;
const LIMITS_OF_ARGUMENTS = native.limitsOfArguments() as unknown as Limits;
const REFUSAL_MARK = "!".charCodeAt(0);

/** What the text that is being judged may hold, and how many values of it may still come: each takes a byte. */
let limits = LIMITS_OF_DOCUMENT;
let valuesLeft = 0;

/**
 * A document as JSON text. What JSON cannot carry is refused with its path instead of becoming `null` or vanishing; a
 * `Date` becomes its text; a property that is `undefined` counts as absent.
 */
export function documentText(document: unknown, within?: string): string {
    return jsonText(document, LIMITS_OF_DOCUMENT, within);
}

/** Arguments as JSON text, where several documents may stand beside each other. */
export function argumentsText(given: unknown, within?: string): string {
    return jsonText(given, LIMITS_OF_ARGUMENTS, within);
}

function jsonText(value: unknown, within: Limits, name: string | undefined): string {
    limits = within;
    valuesLeft = limits[0];
    const fault = faultOf(value, 0);
    if (fault !== undefined) {
        throw refusalOf(fault.refusal(name === undefined ? fault.path : [name, ...fault.path]));
    }
    return JSON.stringify(value);
}

/** The answer, or its refusal thrown. */
export function answered<Answer>(text: string): Answer {
    if (isRefusal(text)) {
        throw refusalOf(text);
    }
    return JSON.parse(text) as Answer;
}

/** Asks with arguments that stand together in one object. */
export function ask<Answer>(question: (text: string) => string, given: object): Answer {
    return answered(question(argumentsText(given)));
}

/** Whether an answer is a refusal. */
export function isRefusal(answer: string): boolean {
    return answer.charCodeAt(0) === REFUSAL_MARK;
}

/** The exception that a refusal becomes. */
export function refusalOf(answer: string): MotError {
    return new MotError(JSON.parse(answer.slice(1)));
}

/** A handle, or the refusal to make one, thrown. */
export function handle<Handle extends object>(made: Handle | string): Handle {
    if (typeof made === "string") {
        throw refusalOf(made);
    }
    return made;
}

/** The refusal of an argument of another kind, thrown. */
export function mistaken(path: string, expected: string): never {
    throw refusalOf(native.refuseMistaken(path, expected));
}

/** Text that is no argument of its own but JSON, or a name. */
export function plainText(text: unknown, path: string): string {
    if (typeof text !== "string") {
        mistaken(path, "text");
    }
    if (!text.isWellFormed()) {
        throw refusalOf(native.refuseUnrepresentable([path]));
    }
    return text;
}

/** Bytes, of which secrets and randomness are made. */
export function bytes(given: unknown, path: string): Uint8Array {
    return types.isUint8Array(given) ? given : mistaken(path, "bytes");
}

function faultOf(value: unknown, depth: number): Fault | undefined {
    valuesLeft -= 1;
    switch (typeof value) {
        case "string":
            return value.isWellFormed() ? undefined : unrepresentable();
        case "number":
            return Number.isFinite(value) ? undefined : unrepresentable();
        case "boolean":
            return undefined;
        case "object":
            return value === null ? undefined : faultWithin(value, depth + 1);
        default:
            return unrepresentable();
    }
}

function faultWithin(value: object, depth: number): Fault | undefined {
    const [bytes, levels] = limits;
    if (depth > levels) {
        return { path: [], refusal: () => native.refuseTooDeep(levels) };
    }
    if (valuesLeft < 0) {
        return { path: [], refusal: () => native.refuseTooLarge(bytes) };
    }
    if (Array.isArray(value)) {
        return faultInList(value, depth);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
        const written = (value as { toJSON?: unknown }).toJSON;
        if (typeof written === "function") {
            return types.isDate(value) ? faultOfDate(value) : faultOf(written.call(value, ""), depth - 1);
        }
        // A map, a set, a buffer and their like would be written as an empty object or worse.
        if (Object.prototype.toString.call(value) !== "[object Object]") {
            return unrepresentable();
        }
    }
    return faultInObject(value as Record<string, unknown>, depth);
}

function faultInList(list: readonly unknown[], depth: number): Fault | undefined {
    for (let index = 0; index < list.length; index += 1) {
        const fault = faultOf(list[index], depth);
        if (fault !== undefined) {
            return found(`[${index}]`, fault);
        }
    }
    return undefined;
}

function faultInObject(object: Record<string, unknown>, depth: number): Fault | undefined {
    for (const name of Object.keys(object)) {
        const value = object[name];
        if (value === undefined) {
            continue;
        }
        const fault = name.isWellFormed() ? faultOf(value, depth) : unrepresentable();
        if (fault !== undefined) {
            return found(name, fault);
        }
    }
    return undefined;
}

function faultOfDate(date: Date): Fault | undefined {
    return Number.isNaN(date.getTime()) ? unrepresentable() : undefined;
}

function unrepresentable(): Fault {
    return { path: [], refusal: native.refuseUnrepresentable };
}

/** The same fault, seen from outside of what has this name. */
function found(name: string, { path, refusal }: Fault): Fault {
    return { path: [name, ...path], refusal };
}
