import { answered, argumentsText, documentText, handle, mistaken } from "../crossing.cjs";
import { native } from "../native.cjs";

type HoneycombHandle = ReturnType<typeof native.honeycombDefault>;
type MapHandle = Exclude<ReturnType<typeof native.cellMapCreate>, string>;

let honeycombHandle: (honeycomb: unknown) => HoneycombHandle;
let mapHandle: (map: unknown) => MapHandle;

/**
 * A grid of cells (*Waben*), counted row by row: six rows of six unless the host has another, of 1 to 26 rows and 1 to 999
 * columns (`room.bad_grid`). A cell is named by a label (`B-2`) or by a number (`cell-8`): `room.bad_cell` for what is
 * neither, `room.cell_outside_grid` for what lies outside.
 *
 * ```ts
 * const honeycomb = new room.Honeycomb();
 * assert.equal(honeycomb.toLabel("cell-8"), "B-2");
 * assert.equal(honeycomb.toNumber("B-2"), "cell-8");
 * assert.equal(honeycomb.lowestFree(["A-1", "cell-3"]), "cell-2");
 * assert.equal(new room.Honeycomb({ rows: 26, columns: 999 }).toNumber("Z-999"), "cell-25974");
 * ```
 */
export class Honeycomb {
    readonly #handle: HoneycombHandle;

    static {
        honeycombHandle = (honeycomb) =>
            typeof honeycomb === "object" && honeycomb !== null && #handle in honeycomb
                ? honeycomb.#handle
                : mistaken("honeycomb", "a Honeycomb");
    }

    constructor(grid?: { readonly rows: number; readonly columns: number }) {
        this.#handle =
            grid === undefined ? native.honeycombDefault() : handle(native.honeycombCreate(documentText(grid)));
    }

    /** The cell by its label. */
    toLabel(cell: string): string {
        return answered(native.honeycombToLabel(honeycombHandle(this), documentText({ cell })));
    }

    /** The cell by its number. */
    toNumber(cell: string): string {
        return answered(native.honeycombToNumber(honeycombHandle(this), documentText({ cell })));
    }

    /** The free cell with the lowest number, for rooms that get the next place that there is (`room.no_free_cell`). */
    lowestFree(taken: readonly string[]): string {
        return answered(native.honeycombLowestFree(honeycombHandle(this), argumentsText({ taken })));
    }
}

/** Which room lies in a cell. */
export interface CellEntry {
    /** The cell, by its label or its number. */
    readonly cell: string;
    /** The room. */
    readonly roomId: string;
}

/**
 * A fixed map of cells and rooms, each once: `room.duplicate_cell`, whichever of a cell's names is used, and
 * `room.duplicate_room`.
 *
 * ```ts
 * const map = new room.CellMap(new room.Honeycomb(), [{ cell: "B-2", roomId: room.forProperty("house-123") }]);
 * assert.equal(map.roomOf("cell-8"), "mortgage:property:house-123");
 * assert.equal(map.cellOf("mortgage:property:house-123"), "cell-8");
 * assert.equal(map.roomOf("A-1"), null);
 * ```
 */
export class CellMap {
    readonly #handle: MapHandle;

    static {
        mapHandle = (map) =>
            typeof map === "object" && map !== null && #handle in map ? map.#handle : mistaken("map", "a CellMap");
    }

    constructor(honeycomb: Honeycomb, entries: readonly CellEntry[]) {
        const grid = honeycombHandle(honeycomb);
        this.#handle = handle(native.cellMapCreate(grid, argumentsText(entries, "entries")));
    }

    /** The room of a cell, `null` if it has none. */
    roomOf(cell: string): string | null {
        return answered(native.cellMapRoomOf(mapHandle(this), documentText({ cell })));
    }

    /** The cell of a room by its number, `null` if it has none. */
    cellOf(roomId: string): string | null {
        return answered(native.cellMapCellOf(mapHandle(this), documentText({ roomId })));
    }
}
