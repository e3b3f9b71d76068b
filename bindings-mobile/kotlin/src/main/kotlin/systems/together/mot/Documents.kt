/*
 * Documents as objects with methods: reading, writing and the commands.
 *
 * Each method is the function of the same name with the document in front; what it does and refuses stands there.
 */
package systems.together.mot

/** Reads an identity. See [parseIdentity]. */
@Throws(MotException::class)
fun Identity.Companion.fromJson(json: String): Identity = parseIdentity(json)

/** The identity as JSON text. A status that contradicts the receipt is refused. */
@Throws(MotException::class)
fun Identity.toJson(): String = identityToJson(this)

/** A device makes up its user id; [existing] is what is stored under it. See [identityCreate]. */
@Throws(MotException::class)
fun Identity.Companion.create(uid: Uid, context: Context, existing: Identity? = null): Decision =
    identityCreate(uid, context, existing)

/**
 * A bound link verifies the user id; [existing] is what is stored under it, [replay] what the replay store says of the
 * link. See [identityVerify].
 */
@Throws(MotException::class)
fun Identity.Companion.verify(
    existing: Identity?,
    link: BoundLink,
    replay: Replay,
    policy: IdentityPolicy,
    context: Context,
): Decision = identityVerify(existing, link, replay, policy, context)

/** The verification is older than the policy allows. See [identityExpire]. */
@Throws(MotException::class)
fun Identity.expire(policy: IdentityPolicy, context: Context): Decision = identityExpire(this, policy, context)

/** The user or the platform takes the verification back. See [identityRevoke]. */
@Throws(MotException::class)
fun Identity.revoke(context: Context): Decision = identityRevoke(this, context)

/** Every command on the identity, with "enabled" or the code why not. See [identityAllowed]. */
@Throws(MotException::class)
fun Identity.allowed(actor: Actor): List<Allowed> = identityAllowed(this, actor)

/** Reads how long a verification counts. See [parseIdentityPolicy]. */
@Throws(MotException::class)
fun IdentityPolicy.Companion.fromJson(json: String): IdentityPolicy = parseIdentityPolicy(json)

/** The policy as JSON text. */
@Throws(MotException::class)
fun IdentityPolicy.toJson(): String = identityPolicyToJson(this)

/** Reads a property. See [parseProperty]. */
@Throws(MotException::class)
fun Property.Companion.fromJson(json: String): Property = parseProperty(json)

/** The property as JSON text. */
fun Property.toJson(): String = propertyToJson(this)

/** Reads an application. See [parseApplication]. */
@Throws(MotException::class)
fun Application.Companion.fromJson(json: String): Application = parseApplication(json)

/** The application as JSON text. A status that contradicts the live offers is refused. */
@Throws(MotException::class)
fun Application.toJson(): String = applicationToJson(this)

/** Submits a [new] application about [property]; [existing] is what is stored under its id. See [applicationSubmit]. */
@Throws(MotException::class)
fun Application.Companion.submit(
    new: NewApplication,
    property: Property,
    context: Context,
    existing: Application? = null,
): Decision = applicationSubmit(new, property, context, existing)

/** Reads a new application. See [parseNewApplication]. */
@Throws(MotException::class)
fun NewApplication.Companion.fromJson(json: String): NewApplication = parseNewApplication(json)

/** Shows the application to further lenders. See [applicationShare]. */
@Throws(MotException::class)
fun Application.share(lenders: List<PartyId>, context: Context): Decision = applicationShare(this, lenders, context)

/** A lender will make no offer. See [applicationDecline]. */
@Throws(MotException::class)
fun Application.decline(context: Context): Decision = applicationDecline(this, context)

/** The borrower wants no loan any more; [offers] are the live ones. See [applicationWithdraw]. */
@Throws(MotException::class)
fun Application.withdraw(offers: List<Offer>, context: Context): Decision = applicationWithdraw(this, offers, context)

/** Every command on the application, with "enabled" or the code why not. See [applicationAllowed]. */
@Throws(MotException::class)
fun Application.allowed(actor: Actor, now: Now): List<Allowed> = applicationAllowed(this, actor, now)

/** Reads an offer. See [parseOffer]. */
@Throws(MotException::class)
fun Offer.Companion.fromJson(json: String): Offer = parseOffer(json)

/** The offer as JSON text. */
@Throws(MotException::class)
fun Offer.toJson(): String = offerToJson(this)

/** Reads a new offer. See [parseNewOffer]. */
@Throws(MotException::class)
fun NewOffer.Companion.fromJson(json: String): NewOffer = parseNewOffer(json)

/** A lender makes a [new] offer under the named policy; [existing] is what is stored under its id. See [offerMake]. */
@Throws(MotException::class)
fun Offer.Companion.make(
    new: NewOffer,
    policy: PolicyId,
    application: Application,
    context: Context,
    existing: Offer? = null,
    policies: Policies? = null,
): Decision = offerMake(new, policy, application, context, existing, policies)

/** The lender changes terms. See [offerAmend]. */
@Throws(MotException::class)
fun Offer.amend(
    amendment: Amendment,
    application: Application,
    context: Context,
    policies: Policies? = null,
): Decision = offerAmend(this, amendment, application, context, policies)

/** The lender records what was shown to the borrower. See [offerRecordEvidence]. */
@Throws(MotException::class)
fun Offer.recordEvidence(evidence: NewEvidence, context: Context, policies: Policies? = null): Decision =
    offerRecordEvidence(this, evidence, context, policies)

/**
 * The borrower accepts the offer; [siblings] are the application's other live offers. See [offerAccept].
 */
@Throws(MotException::class)
fun Offer.accept(
    contractId: ContractId,
    application: Application,
    siblings: List<Offer>,
    context: Context,
    policies: Policies? = null,
): Decision = offerAccept(this, contractId, application, siblings, context, policies)

/** The borrower declines the offer. See [offerDecline]. */
@Throws(MotException::class)
fun Offer.decline(application: Application, context: Context): Decision = offerDecline(this, application, context)

/** The lender withdraws the offer, unless the policy binds it. See [offerWithdraw]. */
@Throws(MotException::class)
fun Offer.withdraw(application: Application, context: Context, policies: Policies? = null): Decision =
    offerWithdraw(this, application, context, policies)

/** The offer's validity has ended. See [offerExpire]. */
@Throws(MotException::class)
fun Offer.expire(application: Application, context: Context): Decision = offerExpire(this, application, context)

/** Ends an offer that was left over when its application closed. See [offerSupersede]. */
@Throws(MotException::class)
fun Offer.supersede(application: Application, context: Context): Decision = offerSupersede(this, application, context)

/** Every command on the offer, with "enabled" or the code why not. See [offerAllowed]. */
@Throws(MotException::class)
fun Offer.allowed(
    actor: Actor,
    now: Now,
    application: Application? = null,
    policies: Policies? = null,
): List<Allowed> = offerAllowed(this, actor, now, application, policies)

/** The SHA-256 of the present terms. See [offerTermsSha256]. */
@Throws(MotException::class)
fun Offer.termsSha256(): DocumentHash = offerTermsSha256(this)

/** Reads a contract. See [parseContract]. */
@Throws(MotException::class)
fun Contract.Companion.fromJson(json: String): Contract = parseContract(json)

/** The contract as JSON text. A status or a flag that contradicts the signatures is refused. */
@Throws(MotException::class)
fun Contract.toJson(): String = contractToJson(this)

/** The lender puts another draft in place. See [contractReplaceDraft]. */
@Throws(MotException::class)
fun Contract.replaceDraft(draftPdf: String, context: Context, sha256: DocumentHash? = null): Decision =
    contractReplaceDraft(this, draftPdf, context, sha256)

/** Names the notary, who must then sign too. See [contractAssignNotary]. */
@Throws(MotException::class)
fun Contract.assignNotary(notaryId: PartyId, context: Context, policies: Policies? = null): Decision =
    contractAssignNotary(this, notaryId, context, policies)

/** Records what was shown to a party. See [contractRecordEvidence]. */
@Throws(MotException::class)
fun Contract.recordEvidence(evidence: NewEvidence, context: Context): Decision =
    contractRecordEvidence(this, evidence, context)

/** The actor signs the draft with this hash. See [contractSign]. */
@Throws(MotException::class)
fun Contract.sign(documentSha256: DocumentHash, context: Context, policies: Policies? = null): Decision =
    contractSign(this, documentSha256, context, policies)

/** Attaches the signed document. See [contractAttachDocument]. */
@Throws(MotException::class)
fun Contract.attachDocument(signedPdf: String, context: Context, sha256: DocumentHash? = null): Decision =
    contractAttachDocument(this, signedPdf, context, sha256)

/** The borrower withdraws within the time that the policy gives. See [contractWithdraw]. */
@Throws(MotException::class)
fun Contract.withdraw(context: Context, policies: Policies? = null): Decision =
    contractWithdraw(this, context, policies)

/** Closes the file. See [contractArchive]. */
@Throws(MotException::class)
fun Contract.archive(context: Context, policies: Policies? = null): Decision = contractArchive(this, context, policies)

/** Gives up the draft. See [contractCancel]. */
@Throws(MotException::class)
fun Contract.cancel(context: Context): Decision = contractCancel(this, context)

/** Every command on the contract, with "enabled" or the code why not. See [contractAllowed]. */
@Throws(MotException::class)
fun Contract.allowed(actor: Actor, now: Now, policies: Policies? = null): List<Allowed> =
    contractAllowed(this, actor, now, policies)

/** Reads a tranche. See [parseTranche]. */
@Throws(MotException::class)
fun Tranche.Companion.fromJson(json: String): Tranche = parseTranche(json)

/** The tranche as JSON text. A status that contradicts the holder is refused. */
@Throws(MotException::class)
fun Tranche.toJson(): String = trancheToJson(this)

/** Reads a new tranche. See [parseNewTranche]. */
@Throws(MotException::class)
fun NewTranche.Companion.fromJson(json: String): NewTranche = parseNewTranche(json)

/**
 * The lender issues a [new] tranche of its loan; [tranches] is every one ever issued on the [offer], [contract] the
 * offer's if it was accepted, [existing] what is stored under the tranche's id. See [trancheIssue].
 */
@Throws(MotException::class)
fun Tranche.Companion.issue(
    new: NewTranche,
    offer: Offer,
    tranches: List<Tranche>,
    context: Context,
    contract: Contract? = null,
    existing: Tranche? = null,
): Decision = trancheIssue(new, offer, tranches, context, contract, existing)

/** An investor takes the tranche. See [tranchePlace]. */
@Throws(MotException::class)
fun Tranche.place(offer: Offer, context: Context, contract: Contract? = null): Decision =
    tranchePlace(this, offer, context, contract)

/** The lender withdraws the tranche. See [trancheWithdraw]. */
@Throws(MotException::class)
fun Tranche.withdraw(offer: Offer, context: Context): Decision = trancheWithdraw(this, offer, context)

/** The tranche's validity has ended. See [trancheExpire]. */
@Throws(MotException::class)
fun Tranche.expire(offer: Offer, context: Context): Decision = trancheExpire(this, offer, context)

/** Withdraws a tranche that was left over when its loan went. See [trancheLapse]. */
@Throws(MotException::class)
fun Tranche.lapse(offer: Offer, context: Context, contract: Contract? = null): Decision =
    trancheLapse(this, offer, context, contract)

/** Every command on the tranche, with "enabled" or the code why not. See [trancheAllowed]. */
@Throws(MotException::class)
fun Tranche.allowed(
    actor: Actor,
    now: Now,
    offer: Offer? = null,
    contract: Contract? = null,
): List<Allowed> = trancheAllowed(this, actor, now, offer, contract)

/** Reads a jurisdiction policy. See [parseJurisdictionPolicy]. */
@Throws(MotException::class)
fun JurisdictionPolicy.Companion.fromJson(json: String): JurisdictionPolicy = parseJurisdictionPolicy(json)

/** The policy as JSON text. */
@Throws(MotException::class)
fun JurisdictionPolicy.toJson(): String = jurisdictionPolicyToJson(this)

/** Reads evidence to be recorded. See [parseNewEvidence]. */
@Throws(MotException::class)
fun NewEvidence.Companion.fromJson(json: String): NewEvidence = parseNewEvidence(json)

/** Reads the terms that an amendment changes. See [parseAmendment]. */
@Throws(MotException::class)
fun Amendment.Companion.fromJson(json: String): Amendment = parseAmendment(json)
