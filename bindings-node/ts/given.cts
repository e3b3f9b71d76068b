import type { Content, InstantField, RateField, StoredDocument } from "./documents.cjs";

/**
 * A document or an argument as it may be given: with a `Date` where an instant stands and text where a rate stands, and
 * without the fields that may be `null`. What comes back is always as the type says.
 */
export type Given<Type> = Type extends Content
    ? { readonly [name: string]: unknown }
    : Type extends readonly (infer Item)[]
      ? readonly Given<Item>[]
      : Type extends object
        ? GivenFields<Type>
        : Type;

type GivenFields<Type> = {
    readonly [Name in keyof Type as MayBeAbsent<Type, Name> extends true ? never : Name]: GivenField<Name, Type[Name]>;
} & {
    readonly [Name in keyof Type as MayBeAbsent<Type, Name> extends true ? Name : never]?:
        | GivenField<Name, Type[Name]>
        | undefined;
};

type MayBeAbsent<Type, Name extends keyof Type> = null extends Type[Name]
    ? true
    : undefined extends Type[Name]
      ? true
      : Name extends "version"
        ? Type extends StoredDocument
            ? true
            : false
        : false;

type GivenField<Name, Value> =
    | Given<Value>
    | (Name extends RateField ? (number extends Value ? string : NullableRate<Value>) : never)
    | (Name extends InstantField ? (Value extends string | null | undefined ? Date : never) : never);

type NullableRate<Value> = number extends Exclude<Value, null | undefined> ? string : never;
