export { type Admission, type Entrance, type Envelope, type RoomDocuments, admission } from "./room/admission.cjs";
export { type CellEntry, CellMap, Honeycomb } from "./room/cell.cjs";
export {
    type Room,
    forApplication,
    forContract,
    forOffer,
    forProperty,
    forTranche,
    forVoucher,
    parse,
} from "./room/id.cjs";
export { type RoomLink, parseLink, writeLink } from "./room/link.cjs";
