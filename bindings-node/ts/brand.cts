import { mistaken } from "./crossing.cjs";

/** Shown to the constructors of what is judged by the library, by its own functions and by nobody else. @internal */
export const OF_THIS_LIBRARY = Symbol("mot-core");

/** Refuses to make by hand what the library makes of something that it has judged. @internal */
export function onlyOfThisLibrary(key: unknown): void {
    if (key !== OF_THIS_LIBRARY) {
        mistaken("key", "what the library made itself");
    }
}
