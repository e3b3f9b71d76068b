import { types } from "node:util";

import { MotError } from "./errors.cjs";
import { native } from "./native.cjs";
import { type Apart, type Limits, isRevoked, written } from "./writing.cjs";

const LIMITS_OF_DOCUMENT = native.limitsOfDocument() as unknown as Limits;
const LIMITS_OF_ARGUMENTS = native.limitsOfArguments() as unknown as Limits;
const REFUSAL_MARK = "!".charCodeAt(0);

/**
 * A document as JSON text. What JSON cannot carry is refused with its path instead of becoming `null` or vanishing; a
 * `Date` becomes its text; a property that is `undefined` counts as absent.
 */
export function documentText(document: unknown, within?: string): string {
    return jsonText(document, LIMITS_OF_DOCUMENT, within);
}

/** Arguments as JSON text, where several documents may stand beside each other; `apart` takes what is no JSON out. */
export function argumentsText(given: unknown, within?: string, apart?: Apart): string {
    return jsonText(given, LIMITS_OF_ARGUMENTS, within, apart);
}

function jsonText(value: unknown, limits: Limits, name: string | undefined, apart?: Apart): string {
    const text = written(value, limits, apart);
    if (typeof text === "string") {
        return text;
    }
    throw refusalOf(text.refusal(name === undefined ? [...text.path] : [name, ...text.path]));
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
    const [bytes] = LIMITS_OF_DOCUMENT;
    if (text.length > bytes) {
        throw refusalOf(native.refuseTooLarge(bytes));
    }
    if (!text.isWellFormed()) {
        throw refusalOf(native.refuseUnrepresentable([path]));
    }
    return text;
}

/** Text of any length and kind, which the core judges. */
export function anyText(given: unknown, path: string): string {
    return typeof given === "string" ? given : mistaken(path, "text");
}

/** The items of a list, each read once. */
export function listGiven<Item>(given: readonly Item[], path: string): Item[] {
    if (!Array.isArray(given) || types.isProxy(given)) {
        mistaken(path, "a list");
    }
    const [bytes] = LIMITS_OF_ARGUMENTS;
    const { length } = given;
    if (length > bytes) {
        throw refusalOf(native.refuseTooLarge(bytes));
    }
    const items: Item[] = [];
    for (let index = 0; index < length; index += 1) {
        items.push(given[index] as Item);
    }
    return items;
}

/** Bytes, of which secrets and randomness are made. */
export function bytes(given: unknown, path: string): Uint8Array {
    return types.isUint8Array(given) ? given : mistaken(path, "bytes");
}

/** An object whose fields are about to be read one by one. */
export function objectGiven<Type extends object>(given: Type, path: string): Type {
    return typeof given === "object" && given !== null && !isRevoked(given) ? given : mistaken(path, "an object");
}
