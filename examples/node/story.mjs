// What a host keeps, and what it tells.

import { MotError, canonicalJson } from "mot-core";

const MARGIN = " ".repeat(22);

/** The documents of one mortgage, and the canonical line of every outcome. */
export class Story {
    identity = null;
    application = null;
    contract = null;
    offers = new Map();
    lines = [];

    /** Keeps what was decided. A host does this in one transaction, expecting the versions that the decision names. */
    commit(telling, decision) {
        this.keep(decision);
        this.tell(decision.events[0].at, telling);
        console.log(MARGIN + decision.events.map((event) => event.type).join(", "));
        for (const { kind, id, document } of decision.changes) {
            if (kind === "offer") {
                this.offers.set(id, document);
            } else {
                this[kind] = document;
            }
        }
    }

    /** Tells that something is refused; nothing changes. */
    refuse(telling, attempt) {
        try {
            attempt();
        } catch (refusal) {
            if (!(refusal instanceof MotError)) {
                throw refusal;
            }
            const { code, details, message } = refusal;
            console.log(`${MARGIN}${telling}\n${MARGIN}refused: ${code}, ${message}`);
            this.keep({ refusal: { code, details, message } });
            return;
        }
        throw new Error(`this was not refused: ${telling}`);
    }

    tell(at, telling) {
        console.log(`${at}  ${telling}`);
    }

    /** Keeps an outcome as a canonical line. */
    keep(outcome) {
        this.lines.push(canonicalJson(JSON.stringify(outcome)));
    }
}
