// The operations of rooms.
import { room } from "mot-core";

/** The sides of a honeycomb where the vector names one of the two. */
const SIDES = { rows: 6, columns: 6 };

export const roomOperations = {
    "room.parse": ({ text }) => room.parse(text),

    "room.parse_link": ({ fragment }) => room.parseLink(fragment),

    "room.write_link": ({ page, ...link }) => ({ link: room.writeLink(page, link) }),

    "room.convert_cell": ({ cell, ...grid }) => {
        const cells = honeycomb(grid);
        return { label: cells.toLabel(cell), number: cells.toNumber(cell) };
    },

    "room.lowest_free_cell": ({ taken, ...grid }) => ({ cell: honeycomb(grid).lowestFree(taken) }),

    "room.cell_map": ({ entries, cell, roomId, ...grid }) => {
        const map = new room.CellMap(honeycomb(grid), entries);
        return cell === undefined ? { cell: map.cellOf(roomId) } : { roomId: map.roomOf(cell) };
    },

    "room.admission": ({ kind, document, invited, actor }) => {
        room.admission(kind, document, { invited }).check(actor);
        return {};
    },

    "room.admit_message": ({ message, kind, document, invited, actor, now }) => {
        return { message: room.admission(kind, document, { invited }).admit(message, { actor, now }) };
    },
};

function honeycomb({ rows, columns }) {
    const given = Object.fromEntries(Object.entries({ rows, columns }).filter(([, side]) => side !== undefined));
    return new room.Honeycomb(Object.keys(given).length === 0 ? undefined : { ...SIDES, ...given });
}
