import Diagnostics

/// What a run would do, stage by stage. Making one touches nothing.
public struct PlanReport: Sendable, Codable, Hashable {
    public struct Stage: Sendable, Codable, Hashable {
        public var stage: String
        public var kind: String
        /// Units that would run. Behind a stage that would run it is the most that can be: early cut-off may leave fewer.
        public var units: Int
        public var total: Int
        public var withdrawn: Int
        /// The most frequent first.
        public var reasons: [String]
        /// Units by name with their reason, in input order.
        public var stale: [Unit]
        /// Why it could not run, if so.
        public var blocked: String?

        public struct Unit: Sendable, Codable, Hashable {
            public var unit: String
            public var reason: String
        }

        /// `normalize: 1 of 14 (source changed: sources/a.txt)`; `nil` where nothing would run.
        public var line: String? {
            if let blocked { return "\(stage): blocked (\(blocked))" }
            if units == 0, withdrawn == 0 { return nil }
            let gone = withdrawn == 0 ? "" : ", \(withdrawn) withdrawn"
            let why = reasons.isEmpty ? "" : " (" + ReasonText.list(reasons) + ")"
            return "\(stage): \(units) of \(total)\(gone)\(why)"
        }
    }

    /// Selected stages in the order of the plan.
    public var stages: [Stage]

    public var isEmpty: Bool { stages.allSatisfy { $0.units == 0 && $0.withdrawn == 0 && $0.blocked == nil } }

    /// `nothing to do`, or one line for each stage that would run.
    public var lines: [String] { isEmpty ? ["nothing to do"] : stages.compactMap(\.line) }
}
