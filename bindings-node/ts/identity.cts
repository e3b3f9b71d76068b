export { KeyRing, type KeyStatus } from "./identity/key-ring.cjs";
export { LinkSigner } from "./identity/sign.cjs";
export { Uid } from "./identity/uid.cjs";
export {
    type BoundLink,
    type Candidate,
    type LinkPolicy,
    LinkVerifier,
    type RefusedLink,
    type VerifiedLink,
    check,
    verify,
} from "./identity/verify.cjs";
