/** The identity as a document: a user id, local to its device until a link verifies it. */
export * as Identity from "./identity/document.cjs";

export type { BoundLink, Candidate, Replay, VerifiedLink } from "./identity/candidate.cjs";
export { Device, DeviceKey, DeviceSignature } from "./identity/device.cjs";
export { KeyRing, type KeyPeriod, type KeyStatus } from "./identity/key-ring.cjs";
export { type ProofCandidate, type ProofPolicy, type VerifiedProof, proofMessage, verifyProof } from "./identity/proof.cjs";
export { ReplayStore } from "./identity/replay.cjs";
export { type LinkContent, LinkSigner } from "./identity/sign.cjs";
export { type SessionToken, TokenIssuer, type TokenPolicy } from "./identity/token.cjs";
export { Uid } from "./identity/uid.cjs";
export {
    type LegacyRecordPolicy,
    type LinkPolicy,
    LinkVerifier,
    type RefusedLink,
    check,
    checkMany,
    recheck,
    verify,
} from "./identity/verify.cjs";
