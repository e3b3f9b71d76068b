"""The identity's commands: who is local, who has been verified by a link, and until when."""

import instant
import link
from shape import count, identifier, record, word

NOTHING = record()
AGE_POLICY = record({"maximumAgeMs": count})
VERIFY = record({"candidate": lambda value, path: value, "replay": word("fresh", "seen"),
                 "identityPolicy": AGE_POLICY})


def with_candidate(given, stored, now):
    """The runner's part of `verify`: the link is judged and bound before the command is asked."""
    left = {name: value for name, value in given.items() if name not in ("fragment", "keys", "policy", "linkNow")}
    read = {"fragment": given["fragment"], "keys": "ring", "now": instant_of(given.get("linkNow"), now),
            "storedUid": stored["uid"] if stored else None, **link_policy(given.get("policy", {}))}
    return {**left, "candidate": link.verify_link(read, {"ring": given["keys"]})}


def link_policy(given):
    policy = {"maxAgeMs": given.get("maximumAgeMs", 300_000), "maxFutureSkewMs": given.get("maximumSkewMs", 60_000)}
    renamed = {"audience": "audience", "requireVersion2": "requireV2", "revoked": "revokedUids",
               "issuedAfter": "issuedAfter"}
    return policy | {name: given[theirs] for theirs, name in renamed.items() if theirs in given}


def instant_of(text, now):
    return now if text is None else instant.parse(text, floor=True)


def new(uid):
    return {"uid": uid, "status": "local", "verifiedAt": None, "receipt": None}


def read_create(given, call):
    return {"proposed": new(record({"uid": identifier})(given, "")["uid"])}


def read_verify(given, call):
    arguments = VERIFY(given, "")
    return {**arguments, "proposed": new(arguments["candidate"]["uid"])}


ARGUMENTS = {
    "create": read_create,
    "verify": read_verify,
    "expire": lambda given, call: record({"policy": AGE_POLICY})(given, ""),
    "revoke": lambda given, call: NOTHING(given, ""),
}
DOCUMENTS = {}


def create(case, run):
    run.decision.change("identity", run.id, None, case.document, run.row["event"], case.actor)


def verify(case, run):
    candidate = case.arguments["candidate"]
    now, expires = case.now, case.now + case.arguments["identityPolicy"]["maximumAgeMs"]
    receipt = {"uid": candidate["uid"], "kid": candidate["keyId"], "issuedAt": instant.written(now),
               "expiresAt": instant.written(expires)}
    verified = {**case.document, "status": run.row["to"], "verifiedAt": instant.written(now), "receipt": receipt}
    old = None if run.row["from"] == "-" else case.document
    run.decision.change("identity", run.id, old, verified, run.row["event"], case.actor, {"kid": candidate["keyId"]})
    run.decision.requires.append({"unique": f"replay/{candidate['replayKey']}",
                                  "until": instant.written(candidate["replayExpiresAt"])})


def back_to_local(case, run):
    run.change(verifiedAt=None, receipt=None)


EFFECTS = {"create": create, "verify": verify, "expire": back_to_local, "revoke": back_to_local}
