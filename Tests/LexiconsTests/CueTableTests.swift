import Diagnostics
import Foundation
import Lexicons
import Testing

@Suite struct CueTableTests {
    /// Every constant with the name that a table writes.
    static let roles: [(name: String, role: CueRoles)] = [
        ("up", .up), ("down", .down), ("rate", .rate), ("toup", .toUp), ("todown", .toDown), ("to", .to), ("share", .share),
        ("copula", .copula), ("adverb", .adverb), ("verb", .verb), ("prep", .preposition), ("conj", .conjunction),
        ("plain", .plain), ("whole", .whole), ("nation", .nation), ("world", .world), ("organa", .organisationAnaphor),
        ("projana", .projectAnaphor), ("target", .target), ("planned", .planned), ("forecast", .forecast),
        ("actual", .actual), ("event", .event), ("among", .among), ("respectively", .respectively), ("new", .new),
        ("orgsuffix", .organisationSuffix), ("weaksuffix", .weakSuffix), ("projsuffix", .projectSuffix), ("fund", .fund),
        ("invest", .invest), ("make", .make), ("use", .use), ("need", .need), ("quote", .quote), ("person", .person),
    ]

    @Test func everyNameHasItsBitAndNoTwoAreAlike() {
        #expect(Self.roles.map(\.name) == CueRoles.names)
        #expect(Set(CueRoles.names).count == CueRoles.names.count)
        for (bit, (name, role)) in Self.roles.enumerated() {
            #expect(role.rawValue == 1 << UInt64(bit), "\(name)")
        }
    }

    @Test func aRowGivesItsWordTheRolesItNames() throws {
        for (name, role) in Self.roles {
            let folder = try ShippedTables.folder("cues.tsv", "word\troles\tsource\n某\tup,\(name)\to\n")
            defer { try? FileManager.default.removeItem(at: folder) }
            let table = try CueTable(source: LexiconSource(shipped: folder))
            #expect(table.cues.map(\.word) == ["某"])
            #expect(table.cues.map(\.roles) == [role.union(.up)])
        }
    }

    @Test func anUnknownRoleIsAnErrorThatNamesTheNearest() throws {
        let folder = try ShippedTables.folder("cues.tsv", "word\troles\tsource\n力争\ttarget,plannd\to\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: DiagnosticList.self) { try CueTable(source: LexiconSource(shipped: folder)) }
        let fault = error?.diagnostics.first
        #expect(fault?.code == "lexicon.unknown-role")
        #expect(fault?.message == "`plannd` is no role")
        #expect(fault?.help == "did you mean `planned`?")
        #expect(fault?.location?.line == 2)
    }
}
