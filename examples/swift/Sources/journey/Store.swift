import Foundation
import MotCore

/// The documents of one mortgage, and the canonical line of every outcome.
final class Store {
    private(set) var application: Application?
    private(set) var contract: Contract?
    private(set) var offers: [OfferId: Offer] = [:]
    private(set) var lines: [String] = []

    /// Keeps what was decided. A host does this in one transaction, expecting the versions that the decision names.
    func commit(_ telling: String, _ decision: Decision) throws {
        try keep(decision.toJson())
        tell(decision.events[0].at, telling)
        print(String(repeating: " ", count: 22) + decision.events.map { $0.name }.joined(separator: ", "))
        for change in decision.changes {
            switch change.document {
            case .application(let document): application = document
            case .offer(let document): offers[document.voucherId] = document
            case .contract(let document): contract = document
            case .identity, .property, .tranche, .voucher, .booking, .card: break
            }
        }
    }

    /// Tells that something was refused; nothing changes.
    func refuse(_ telling: String, _ refusal: MotError) throws {
        let indent = String(repeating: " ", count: 22)
        print("\(indent)\(telling)\n\(indent)refused: \(refusal.code()), \(refusal.text())")
        let outcome: [String: Any] = [
            "code": refusal.code(), "details": refusal.detailsByName(), "message": refusal.text(),
        ]
        let line = try JSONSerialization.data(withJSONObject: ["refusal": outcome])
        try keep(String(decoding: line, as: UTF8.self))
    }

    /// Tells what happened.
    func tell(_ at: Date, _ telling: String) {
        print("\(ISO8601DateFormatter().string(from: at))  \(telling)")
    }

    /// Keeps an outcome as a canonical line.
    func keep(_ outcome: String) throws {
        lines.append(try canonicalJson(text: outcome))
    }
}
