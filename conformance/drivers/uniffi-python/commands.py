"""The commands of the scenarios as calls of the typed interface."""

from dataclasses import dataclass, field
from typing import Callable

import exact
import mot_core_mobile as mot
from actors import actor
from clock import instant, stamp
from identity import key_ring
from refused import Refused, RefusedError

WORDS = {
    *("contractId", "notaryId", "documentSha256", "sha256", "draftPdf", "signedPdf", "termsRef"),
    *("uid", "fragment", "replay", "linkNow", "bookingId", "holder", "recipient", "reason", "nonce"),
}

#: What the library decides in its typed form only: a link that was judged cannot be sent as an argument.
TYPED_ONLY = {"identity.verify"}


@dataclass
class Command:
    """A command as a host holds it: the stored document, the arguments, the context."""

    name: str
    document: dict | None
    arguments: dict
    context: dict

    def typed(self):
        """What the typed form of the command gives; nothing if what is given has no typed form."""
        form = FORMS.get(self.name)
        if form is None or not form.fits(self):
            return None
        return form.call(self, self.typed_context())

    def typed_context(self):
        now, expected = stamp(self.context["now"]), self.context["expectedVersion"]
        return mot.Context(now=now, actor=actor(self.context["actor"]), expected_version=expected)

    def word(self, name):
        return self.arguments.get(name)

    def read(self, name, read):
        return within(name, lambda: read(exact.dumps(self.arguments[name])))

    def read_each(self, name, read):
        given = enumerate(self.arguments.get(name) or [])
        return [within(f"{name}[{index}]", lambda item=item: read(exact.dumps(item))) for index, item in given]

    def application(self):
        return self.read("application", mot.parse_application)

    def underlying(self):
        """The offer of a tranche, and the offer's contract if one is given."""
        offer = self.read("offer", mot.parse_offer)
        given = self.arguments.get("contract")
        return offer, None if given is None else self.read("contract", mot.parse_contract)

    def booking(self, role="booking"):
        """The booking that has this role, if one is given."""
        return None if self.arguments.get(role) is None else self.read(role, mot.parse_booking)

    def slot(self):
        """The slot with the rules and what is busy, which are read first."""
        rules, busy = self.rules(), self.read_each("busy", mot.parse_busy)
        return stamp(self.word("slotStart")), stamp(self.word("slotEnd")), rules, busy

    def rules(self):
        return self.read("rules", mot.parse_booking_rules)

    def voucher(self):
        return self.read("voucher", mot.parse_voucher)

    def evidence(self):
        return self.read("evidence", mot.parse_new_evidence)

    def policies(self):
        if self.arguments.get("policies") is None:
            return None
        policies = self.read_each("policies", mot.parse_jurisdiction_policy)
        return within("policies", lambda: mot.Policies(policies))

    def amendment(self):
        parts = {name: value for name, value in self.arguments.items() if name not in ("application", "policies")}
        return mot.parse_amendment(exact.dumps(parts))

    def stored(self, read):
        return within("document", lambda: read(exact.dumps(self.document)))

    def stored_or_none(self, read):
        return None if self.document is None else self.stored(read)

    def stored_identity(self):
        return self.stored(mot.parse_identity)

    def stored_application(self):
        return self.stored(mot.parse_application)

    def stored_offer(self):
        return self.stored(mot.parse_offer)

    def stored_contract(self):
        return self.stored(mot.parse_contract)

    def stored_tranche(self):
        return self.stored(mot.parse_tranche)

    def stored_voucher(self):
        return self.stored(mot.parse_voucher)

    def stored_card(self):
        return self.stored(mot.parse_card)


def within(name, read):
    try:
        return read()
    except mot.MotError as refused:
        raise RefusedError(Refused.of(refused).within(name)) from refused


@dataclass
class Form:
    """A typed form: which arguments it takes, and the call."""

    call: Callable
    needed: set = field(default_factory=set)
    optional: set = field(default_factory=set)
    creates: bool = False

    def fits(self, command):
        given = command.arguments
        return (
            given.keys() <= self.needed | self.optional
            and all(given.get(name) is not None for name in self.needed)
            and all(value is None or is_of_its_kind(command, name, value) for name, value in given.items())
            and (self.creates or command.document is not None)
        )


def is_of_its_kind(command, name, value):
    if name == "lenders":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if name in ("siblings", "offers", "tranches", "policies", "keys", "busy"):
        return isinstance(value, list)
    if name == "policy":
        return isinstance(value, str if command.name == "offer.make" else dict)
    if name in ("slotStart", "slotEnd"):
        return isinstance(value, str) and is_instant(value)
    if name == "voucherId":  # The typed form has no other name for the voucher than the voucher itself.
        voucher = command.arguments["voucher"]
        return isinstance(voucher, dict) and voucher.get("voucherId") == value
    return isinstance(value, str if name in WORDS else dict)


def is_instant(text):
    """Whether the host's own type holds it, with an offset and to the millisecond."""
    try:
        return stamp(text).tzinfo is not None and stamp(text).microsecond % 1000 == 0
    except ValueError:
        return False


def create(given, context):
    return mot.identity_create(given.word("uid"), context, given.stored_or_none(mot.parse_identity))


def verify(given, context):
    """Judges the link and binds it to the stored user id before the command is given."""
    policy = given.read("identityPolicy", mot.parse_identity_policy)
    existing = given.stored_or_none(mot.parse_identity)
    now = stamp(given.word("linkNow")) or context.now
    candidate = link_verifier(given.arguments).verify(given.word("fragment"), now)
    bound = candidate.bind(None if existing is None else existing.uid)
    replay = mot.Replay[given.word("replay").upper()]
    return mot.identity_verify(existing, bound, replay, policy, context)


def link_verifier(given):
    policy, own = mot.default_link_policy(), given.get("policy") or {}
    for field, name in LINK_POLICY.items():
        if own.get(name) is not None:
            setattr(policy, field, own[name])
    policy.issued_after = instant(own.get("issuedAfter"))
    return mot.LinkVerifier(key_ring(given["keys"], None), policy)


LINK_POLICY = {
    "maximum_age_ms": "maximumAgeMs",
    "maximum_skew_ms": "maximumSkewMs",
    "audience": "audience",
    "require_version_2": "requireVersion2",
    "revoked": "revoked",
}


def expire_identity(given, context):
    policy = given.read("policy", mot.parse_identity_policy)
    return mot.identity_expire(given.stored_identity(), policy, context)


def revoke(given, context):
    return mot.identity_revoke(given.stored_identity(), context)


def submit(given, context):
    new = given.read("application", mot.parse_new_application)
    about = given.read("property", mot.parse_property)
    return mot.application_submit(new, about, context, given.stored_or_none(mot.parse_application))


def share(given, context):
    return mot.application_share(given.stored_application(), given.word("lenders"), context)


def decline_application(given, context):
    return mot.application_decline(given.stored_application(), context)


def withdraw_application(given, context):
    offers = given.read_each("offers", mot.parse_offer)
    return mot.application_withdraw(given.stored_application(), offers, context)


def make(given, context):
    new = given.read("offer", mot.parse_new_offer)
    application, policies = given.application(), given.policies()
    existing = given.stored_or_none(mot.parse_offer)
    return mot.offer_make(new, given.word("policy"), application, context, existing, policies)


def amend(given, context):
    amendment, application, policies = given.amendment(), given.application(), given.policies()
    return mot.offer_amend(given.stored_offer(), amendment, application, context, policies)


def record_evidence_of_offer(given, context):
    evidence, policies = given.evidence(), given.policies()
    return mot.offer_record_evidence(given.stored_offer(), evidence, context, policies)


def accept(given, context):
    siblings = given.read_each("siblings", mot.parse_offer)
    application, policies = given.application(), given.policies()
    offer = given.stored_offer()
    return mot.offer_accept(offer, given.word("contractId"), application, siblings, context, policies)


def decline_offer(given, context):
    application = given.application()
    return mot.offer_decline(given.stored_offer(), application, context)


def withdraw_offer(given, context):
    application, policies = given.application(), given.policies()
    return mot.offer_withdraw(given.stored_offer(), application, context, policies)


def expire(given, context):
    application = given.application()
    return mot.offer_expire(given.stored_offer(), application, context)


def supersede(given, context):
    application = given.application()
    return mot.offer_supersede(given.stored_offer(), application, context)


def replace_draft(given, context):
    contract = given.stored_contract()
    return mot.contract_replace_draft(contract, given.word("draftPdf"), context, given.word("sha256"))


def assign_notary(given, context):
    policies = given.policies()
    return mot.contract_assign_notary(given.stored_contract(), given.word("notaryId"), context, policies)


def record_evidence_of_contract(given, context):
    evidence = given.evidence()
    return mot.contract_record_evidence(given.stored_contract(), evidence, context)


def sign(given, context):
    policies = given.policies()
    return mot.contract_sign(given.stored_contract(), given.word("documentSha256"), context, policies)


def attach_document(given, context):
    contract = given.stored_contract()
    return mot.contract_attach_document(contract, given.word("signedPdf"), context, given.word("sha256"))


def withdraw_contract(given, context):
    policies = given.policies()
    return mot.contract_withdraw(given.stored_contract(), context, policies)


def archive(given, context):
    policies = given.policies()
    return mot.contract_archive(given.stored_contract(), context, policies)


def cancel(given, context):
    return mot.contract_cancel(given.stored_contract(), context)


def issue_tranche(given, context):
    new = given.read("tranche", mot.parse_new_tranche)
    offer, contract = given.underlying()
    tranches = given.read_each("tranches", mot.parse_tranche)
    existing = given.stored_or_none(mot.parse_tranche)
    return mot.tranche_issue(new, offer, tranches, context, contract, existing)


def place(given, context):
    offer, contract = given.underlying()
    return mot.tranche_place(given.stored_tranche(), offer, context, contract)


def withdraw_tranche(given, context):
    offer, _ = given.underlying()
    return mot.tranche_withdraw(given.stored_tranche(), offer, context)


def expire_tranche(given, context):
    offer, _ = given.underlying()
    return mot.tranche_expire(given.stored_tranche(), offer, context)


def lapse(given, context):
    offer, contract = given.underlying()
    return mot.tranche_lapse(given.stored_tranche(), offer, context, contract)


def issue_voucher(given, context):
    new = given.read("voucher", mot.parse_new_voucher)
    return mot.voucher_issue(new, context, given.stored_or_none(mot.parse_voucher))


def assign_holder(given, context):
    return mot.voucher_assign_holder(given.stored_voucher(), given.word("holder"), context)


def transfer(given, context):
    return mot.voucher_transfer(given.stored_voucher(), given.word("recipient"), context)


def book(given, context):
    slot, hold = given.slot(), given.booking("hold")
    return mot.voucher_book(given.stored_voucher(), given.word("bookingId"), *slot, context, hold)


def reschedule(given, context):
    slot, booking = given.slot(), given.booking()
    return mot.voucher_reschedule(given.stored_voucher(), *slot, booking, context)


def cancel_booking(given, context):
    rules, booking = given.rules(), given.booking()
    voucher = given.stored_voucher()
    return mot.voucher_cancel_booking(voucher, rules, booking, context, given.word("reason"))


def consume(given, context):
    booking = given.booking()
    return mot.voucher_consume(given.stored_voucher(), context, booking)


def mark_no_show(given, context):
    rules, booking = given.rules(), given.booking()
    return mot.voucher_mark_no_show(given.stored_voucher(), rules, booking, context)


def cancel_voucher(given, context):
    booking = given.booking()
    return mot.voucher_cancel(given.stored_voucher(), context, booking, given.word("reason"))


def expire_voucher(given, context):
    return mot.voucher_expire(given.stored_voucher(), context)


def hold(given, context):
    slot, voucher = given.slot(), given.voucher()
    existing = given.stored_or_none(mot.parse_booking)
    return mot.booking_hold(given.word("bookingId"), *slot, voucher, context, existing)


def release(given, context):
    voucher = given.voucher()
    return mot.booking_release(given.stored(mot.parse_booking), voucher, context)


def issue_card(given, context):
    new = given.read("card", mot.parse_new_card)
    return mot.card_issue(new, context, given.stored_or_none(mot.parse_card))


def redeem(given, context):
    return mot.card_redeem(given.stored_card(), given.word("nonce"), context)


def undo_redemption(given, context):
    return mot.card_undo_redemption(given.stored_card(), given.word("nonce"), context)


def expire_card(given, context):
    return mot.card_expire(given.stored_card(), context)


def cancel_card(given, context):
    return mot.card_cancel(given.stored_card(), context)


TERMS = {"loan", "interest", "repayment", "fees", "validity", "conditions", "termsRef"}
POLICIES = {"policies"}
SLOT = {"slotStart", "slotEnd", "rules", "busy"}

FORMS = {
    "identity.create": Form(create, {"uid"}, creates=True),
    "identity.verify": Form(
        verify, {"fragment", "keys", "replay", "identityPolicy"}, {"policy", "linkNow"}, creates=True
    ),
    "identity.expire": Form(expire_identity, {"policy"}),
    "identity.revoke": Form(revoke),
    "application.submit": Form(submit, {"application", "property"}, creates=True),
    "application.share": Form(share, {"lenders"}),
    "application.decline": Form(decline_application),
    "application.withdraw": Form(withdraw_application, optional={"offers"}),
    "offer.make": Form(make, {"offer", "policy", "application"}, POLICIES, creates=True),
    "offer.amend": Form(amend, {"application"}, TERMS | POLICIES),
    "offer.record_evidence": Form(record_evidence_of_offer, {"evidence"}, POLICIES),
    "offer.accept": Form(accept, {"contractId", "application"}, {"siblings"} | POLICIES),
    "offer.decline": Form(decline_offer, {"application"}),
    "offer.withdraw": Form(withdraw_offer, {"application"}, POLICIES),
    "offer.expire": Form(expire, {"application"}),
    "offer.supersede": Form(supersede, {"application"}),
    "contract.replace_draft": Form(replace_draft, {"draftPdf"}, {"sha256"}),
    "contract.assign_notary": Form(assign_notary, {"notaryId"}, POLICIES),
    "contract.record_evidence": Form(record_evidence_of_contract, {"evidence"}),
    "contract.sign": Form(sign, {"documentSha256"}, POLICIES),
    "contract.attach_document": Form(attach_document, {"signedPdf"}, {"sha256"}),
    "contract.withdraw": Form(withdraw_contract, optional=POLICIES),
    "contract.archive": Form(archive, optional=POLICIES),
    "contract.cancel": Form(cancel),
    "tranche.issue": Form(issue_tranche, {"tranche", "offer", "tranches"}, {"contract"}, creates=True),
    "tranche.place": Form(place, {"offer"}, {"contract"}),
    "tranche.withdraw": Form(withdraw_tranche, {"offer"}),
    "tranche.expire": Form(expire_tranche, {"offer"}),
    "tranche.lapse": Form(lapse, {"offer"}, {"contract"}),
    "voucher.issue": Form(issue_voucher, {"voucher"}, creates=True),
    "voucher.assign_holder": Form(assign_holder, {"holder"}),
    "voucher.transfer": Form(transfer, {"recipient"}),
    "voucher.book": Form(book, SLOT | {"bookingId"}, {"hold"}),
    "voucher.reschedule": Form(reschedule, SLOT, {"booking"}),
    "voucher.cancel_booking": Form(cancel_booking, {"rules"}, {"booking", "reason"}),
    "voucher.consume": Form(consume, optional={"booking"}),
    "voucher.mark_no_show": Form(mark_no_show, {"rules"}, {"booking"}),
    "voucher.cancel": Form(cancel_voucher, optional={"booking", "reason"}),
    "voucher.expire": Form(expire_voucher),
    "booking.hold": Form(hold, SLOT | {"bookingId", "voucher"}, {"voucherId"}, creates=True),
    "booking.release": Form(release, {"voucher"}),
    "card.issue": Form(issue_card, {"card"}, creates=True),
    "card.redeem": Form(redeem, {"nonce"}),
    "card.undo_redemption": Form(undo_redemption, {"nonce"}),
    "card.expire": Form(expire_card),
    "card.cancel": Form(cancel_card),
}
