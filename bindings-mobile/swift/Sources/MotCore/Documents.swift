// Documents as values with methods: reading, writing and the commands.
//
// Each method is the function of the same name with the document in front; what it does and refuses stands there.

import Foundation

extension Identity {
    /// Reads an identity. See `parseIdentity`.
    public static func fromJson(_ json: String) throws -> Identity {
        try parseIdentity(json: json)
    }

    /// A device makes up its user id; `existing` is what is stored under it. See `identityCreate`.
    public static func create(uid: Uid, context: Context, existing: Identity? = nil) throws -> Decision {
        try identityCreate(uid: uid, context: context, existing: existing)
    }

    /// A bound link verifies the user id; `existing` is what is stored under it, `replay` what the replay store says of
    /// the link. See `identityVerify`.
    public static func verify(
        existing: Identity?, link: BoundLink, replay: Replay, policy: IdentityPolicy, context: Context
    ) throws -> Decision {
        try identityVerify(existing: existing, link: link, replay: replay, policy: policy, context: context)
    }

    /// The identity as JSON text. A status that contradicts the receipt is refused.
    public func toJson() throws -> String {
        try identityToJson(document: self)
    }

    /// The verification is older than the policy allows. See `identityExpire`.
    public func expire(policy: IdentityPolicy, context: Context) throws -> Decision {
        try identityExpire(identity: self, policy: policy, context: context)
    }

    /// The user or the platform takes the verification back. See `identityRevoke`.
    public func revoke(context: Context) throws -> Decision {
        try identityRevoke(identity: self, context: context)
    }

    /// Every command on the identity, with "enabled" or the code why not. See `identityAllowed`.
    public func allowed(actor: Actor) throws -> [Allowed] {
        try identityAllowed(identity: self, actor: actor)
    }
}

extension IdentityPolicy {
    /// Reads how long a verification counts. See `parseIdentityPolicy`.
    public static func fromJson(_ json: String) throws -> IdentityPolicy {
        try parseIdentityPolicy(json: json)
    }

    /// The policy as JSON text.
    public func toJson() throws -> String {
        try identityPolicyToJson(document: self)
    }
}

extension Property {
    /// Reads a property. See `parseProperty`.
    public static func fromJson(_ json: String) throws -> Property {
        try parseProperty(json: json)
    }

    /// The property as JSON text.
    public func toJson() throws -> String {
        try propertyToJson(document: self)
    }
}

extension NewApplication {
    /// Reads a new application. See `parseNewApplication`.
    public static func fromJson(_ json: String) throws -> NewApplication {
        try parseNewApplication(json: json)
    }
}

extension Application {
    /// Reads an application. See `parseApplication`.
    public static func fromJson(_ json: String) throws -> Application {
        try parseApplication(json: json)
    }

    /// Submits a new application about `property`; `existing` is what is stored under its id. See `applicationSubmit`.
    public static func submit(
        _ new: NewApplication, property: Property, context: Context, existing: Application? = nil
    ) throws -> Decision {
        try applicationSubmit(application: new, property: property, context: context, existing: existing)
    }

    /// The application as JSON text. A status that contradicts the live offers is refused.
    public func toJson() throws -> String {
        try applicationToJson(document: self)
    }

    /// Shows the application to further lenders. See `applicationShare`.
    public func share(lenders: [PartyId], context: Context) throws -> Decision {
        try applicationShare(application: self, lenders: lenders, context: context)
    }

    /// A lender will make no offer. See `applicationDecline`.
    public func decline(context: Context) throws -> Decision {
        try applicationDecline(application: self, context: context)
    }

    /// The borrower wants no loan any more; `offers` are the live ones. See `applicationWithdraw`.
    public func withdraw(offers: [Offer], context: Context) throws -> Decision {
        try applicationWithdraw(application: self, offers: offers, context: context)
    }

    /// Every command on the application, with "enabled" or the code why not. See `applicationAllowed`.
    public func allowed(actor: Actor, now: Now) throws -> [Allowed] {
        try applicationAllowed(application: self, actor: actor, now: now)
    }
}

extension NewOffer {
    /// Reads a new offer. See `parseNewOffer`.
    public static func fromJson(_ json: String) throws -> NewOffer {
        try parseNewOffer(json: json)
    }
}

extension Offer {
    /// Reads an offer. See `parseOffer`.
    public static func fromJson(_ json: String) throws -> Offer {
        try parseOffer(json: json)
    }

    /// A lender makes a new offer under the named policy; `existing` is what is stored under its id. See `offerMake`.
    public static func make(
        _ new: NewOffer, policy: PolicyId, application: Application, context: Context, existing: Offer? = nil,
        policies: Policies? = nil
    ) throws -> Decision {
        try offerMake(
            offer: new, policy: policy, application: application, context: context, existing: existing,
            policies: policies)
    }

    /// The offer as JSON text.
    public func toJson() throws -> String {
        try offerToJson(document: self)
    }

    /// The lender changes terms. See `offerAmend`.
    public func amend(
        amendment: Amendment, application: Application, context: Context, policies: Policies? = nil
    ) throws -> Decision {
        try offerAmend(
            offer: self, amendment: amendment, application: application, context: context, policies: policies)
    }

    /// The lender records what was shown to the borrower. See `offerRecordEvidence`.
    public func recordEvidence(evidence: NewEvidence, context: Context, policies: Policies? = nil) throws -> Decision {
        try offerRecordEvidence(offer: self, evidence: evidence, context: context, policies: policies)
    }

    /// The borrower accepts the offer; `siblings` are the application's other live offers. See `offerAccept`.
    public func accept(
        contractId: ContractId, application: Application, siblings: [Offer], context: Context,
        policies: Policies? = nil
    ) throws -> Decision {
        try offerAccept(
            offer: self, contractId: contractId, application: application, siblings: siblings, context: context,
            policies: policies)
    }

    /// The borrower declines the offer. See `offerDecline`.
    public func decline(application: Application, context: Context) throws -> Decision {
        try offerDecline(offer: self, application: application, context: context)
    }

    /// The lender withdraws the offer, unless the policy binds it. See `offerWithdraw`.
    public func withdraw(application: Application, context: Context, policies: Policies? = nil) throws -> Decision {
        try offerWithdraw(offer: self, application: application, context: context, policies: policies)
    }

    /// The offer's validity has ended. See `offerExpire`.
    public func expire(application: Application, context: Context) throws -> Decision {
        try offerExpire(offer: self, application: application, context: context)
    }

    /// Ends an offer that was left over when its application closed. See `offerSupersede`.
    public func supersede(application: Application, context: Context) throws -> Decision {
        try offerSupersede(offer: self, application: application, context: context)
    }

    /// Every command on the offer, with "enabled" or the code why not. See `offerAllowed`.
    public func allowed(
        actor: Actor, now: Now, application: Application? = nil, policies: Policies? = nil
    ) throws -> [Allowed] {
        try offerAllowed(offer: self, actor: actor, now: now, application: application, policies: policies)
    }

    /// The SHA-256 of the present terms. See `offerTermsSha256`.
    public func termsSha256() throws -> DocumentHash {
        try offerTermsSha256(offer: self)
    }
}

extension Contract {
    /// Reads a contract. See `parseContract`.
    public static func fromJson(_ json: String) throws -> Contract {
        try parseContract(json: json)
    }

    /// The contract as JSON text. A status or a flag that contradicts the signatures is refused.
    public func toJson() throws -> String {
        try contractToJson(document: self)
    }

    /// The lender puts another draft in place. See `contractReplaceDraft`.
    public func replaceDraft(draftPdf: String, context: Context, sha256: DocumentHash? = nil) throws -> Decision {
        try contractReplaceDraft(contract: self, draftPdf: draftPdf, context: context, sha256: sha256)
    }

    /// Names the notary, who must then sign too. See `contractAssignNotary`.
    public func assignNotary(notaryId: PartyId, context: Context, policies: Policies? = nil) throws -> Decision {
        try contractAssignNotary(contract: self, notaryId: notaryId, context: context, policies: policies)
    }

    /// Records what was shown to a party. See `contractRecordEvidence`.
    public func recordEvidence(evidence: NewEvidence, context: Context) throws -> Decision {
        try contractRecordEvidence(contract: self, evidence: evidence, context: context)
    }

    /// The actor signs the draft with this hash. See `contractSign`.
    public func sign(documentSha256: DocumentHash, context: Context, policies: Policies? = nil) throws -> Decision {
        try contractSign(contract: self, documentSha256: documentSha256, context: context, policies: policies)
    }

    /// Attaches the signed document. See `contractAttachDocument`.
    public func attachDocument(signedPdf: String, context: Context, sha256: DocumentHash? = nil) throws -> Decision {
        try contractAttachDocument(contract: self, signedPdf: signedPdf, context: context, sha256: sha256)
    }

    /// The borrower withdraws within the time that the policy gives. See `contractWithdraw`.
    public func withdraw(context: Context, policies: Policies? = nil) throws -> Decision {
        try contractWithdraw(contract: self, context: context, policies: policies)
    }

    /// Closes the file. See `contractArchive`.
    public func archive(context: Context, policies: Policies? = nil) throws -> Decision {
        try contractArchive(contract: self, context: context, policies: policies)
    }

    /// Gives up the draft. See `contractCancel`.
    public func cancel(context: Context) throws -> Decision {
        try contractCancel(contract: self, context: context)
    }

    /// Every command on the contract, with "enabled" or the code why not. See `contractAllowed`.
    public func allowed(actor: Actor, now: Now, policies: Policies? = nil) throws -> [Allowed] {
        try contractAllowed(contract: self, actor: actor, now: now, policies: policies)
    }
}

extension NewTranche {
    /// Reads a new tranche. See `parseNewTranche`.
    public static func fromJson(_ json: String) throws -> NewTranche {
        try parseNewTranche(json: json)
    }
}

extension Tranche {
    /// Reads a tranche. See `parseTranche`.
    public static func fromJson(_ json: String) throws -> Tranche {
        try parseTranche(json: json)
    }

    /// The lender issues a new tranche of its loan; `tranches` is every one ever issued on the offer, `contract` the
    /// offer's if it was accepted, `existing` what is stored under the tranche's id. See `trancheIssue`.
    public static func issue(
        _ new: NewTranche, offer: Offer, tranches: [Tranche], context: Context, contract: Contract? = nil,
        existing: Tranche? = nil
    ) throws -> Decision {
        try trancheIssue(
            tranche: new, offer: offer, tranches: tranches, context: context, contract: contract,
            existing: existing)
    }

    /// The tranche as JSON text. A status that contradicts the holder is refused.
    public func toJson() throws -> String {
        try trancheToJson(document: self)
    }

    /// An investor takes the tranche. See `tranchePlace`.
    public func place(offer: Offer, context: Context, contract: Contract? = nil) throws -> Decision {
        try tranchePlace(tranche: self, offer: offer, context: context, contract: contract)
    }

    /// The lender withdraws the tranche. See `trancheWithdraw`.
    public func withdraw(offer: Offer, context: Context) throws -> Decision {
        try trancheWithdraw(tranche: self, offer: offer, context: context)
    }

    /// The tranche's validity has ended. See `trancheExpire`.
    public func expire(offer: Offer, context: Context) throws -> Decision {
        try trancheExpire(tranche: self, offer: offer, context: context)
    }

    /// Withdraws a tranche that was left over when its loan went. See `trancheLapse`.
    public func lapse(offer: Offer, context: Context, contract: Contract? = nil) throws -> Decision {
        try trancheLapse(tranche: self, offer: offer, context: context, contract: contract)
    }

    /// Every command on the tranche, with "enabled" or the code why not. See `trancheAllowed`.
    public func allowed(
        actor: Actor, now: Now, offer: Offer? = nil, contract: Contract? = nil
    ) throws -> [Allowed] {
        try trancheAllowed(tranche: self, actor: actor, now: now, offer: offer, contract: contract)
    }
}

extension JurisdictionPolicy {
    /// Reads a jurisdiction policy. See `parseJurisdictionPolicy`.
    public static func fromJson(_ json: String) throws -> JurisdictionPolicy {
        try parseJurisdictionPolicy(json: json)
    }

    /// The policy as JSON text.
    public func toJson() throws -> String {
        try jurisdictionPolicyToJson(document: self)
    }
}

extension NewEvidence {
    /// Reads evidence to be recorded. See `parseNewEvidence`.
    public static func fromJson(_ json: String) throws -> NewEvidence {
        try parseNewEvidence(json: json)
    }
}

extension Amendment {
    /// Reads the terms that an amendment changes. See `parseAmendment`.
    public static func fromJson(_ json: String) throws -> Amendment {
        try parseAmendment(json: json)
    }
}
