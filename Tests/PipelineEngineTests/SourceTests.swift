import Diagnostics
import Foundation
import Glibc
import PipelineEngine
import SeededRandom
import Testing

private func found(_ folder: ScratchFolder, _ patterns: String...) -> [String] {
    FolderWalk.files(under: folder.path, matching: patterns.map { GlobPattern($0) }).files.map(\.path)
}

@Test(arguments: [
    ("*.txt", "a.txt", true), ("*.txt", "b/a.txt", false), ("**/*.txt", "a.txt", true), ("**/*.txt", "b/c/a.txt", true),
    ("sources/**/*.{txt,html}", "sources/年/报.html", true), ("sources/**/*.{txt,html}", "sources/a.csv", false),
    ("{a,b}/{c,d}.t", "b/c.t", true), ("第?版.txt", "第一版.txt", true), ("第?版.txt", "第十二版.txt", false),
    ("[0-9]*.txt", "2020.txt", true), ("[!0-9]*.txt", "2020.txt", false), ("[一-龥]*.txt", "稀土.txt", true),
    ("*", ".hidden", false), (".*", ".hidden", true), ("**", ".git/config", false), ("a/**", "a/b/c", true),
    ("a/**", "a", false),
    ("**/b/**/c", "a/b/x/y/c", true), ("**/b/**/c", "b/c", true), ("**/b/**/c", "a/c", false),
    ("\\*.txt", "*.txt", true),
    ("a*b*c*d*e*f*g", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false), ("./a.txt", "a.txt", true),
    ("{a,b", "{a,b", true), ("x{,y}", "xy", true),
])
func A07_patternsMatchAsInAShell(_ pattern: String, _ path: String, _ expected: Bool) {
    #expect(GlobPattern(pattern).matches(path) == expected)
}

@Test func A10_theWalkFindsWhatPatternsMeanInAStableOrder() throws {
    let folder = ScratchFolder()
    for name in ["b.txt", "a.txt", "年报/二〇二〇.txt", "年报/x.html", "年报/深/y.txt", ".git/z.txt", "c.csv", "年报/.swp.txt"] {
        try folder.write(name, name)
    }
    #expect(found(folder, "*.txt") == ["a.txt", "b.txt"])
    #expect(found(folder, "**/*.{txt,html}") == ["a.txt", "b.txt", "年报/x.html", "年报/二〇二〇.txt", "年报/深/y.txt"])
    #expect(found(folder, "年报") == ["年报/x.html", "年报/二〇二〇.txt", "年报/深/y.txt"])
    #expect(found(folder, "年报/*/y.txt", "c.csv") == ["c.csv", "年报/深/y.txt"])
    #expect(found(folder, ".git/*") == [".git/z.txt"])
    #expect(found(folder, "**") == ["a.txt", "b.txt", "c.csv", "年报/x.html", "年报/二〇二〇.txt", "年报/深/y.txt"])
    #expect(found(folder, "nothing/*") == [])
}

@Test func A10_theWalkAgreesWithThePatternOnRandomTrees() throws {
    var random = SeededRandom(seed: 10)
    let folder = ScratchFolder()
    let names = ["a", "b", "年", ".h", "x.txt", "y.txt", "表.csv"]
    var all: Set<String> = []
    for _ in 0..<120 {
        let depth = Int.random(in: 0...3, using: &random)
        let folders = (0..<depth).map { _ in "d" + (names.prefix(3).randomElement(using: &random) ?? "") }
        let path = (folders + [names.randomElement(using: &random) ?? ""]).joined(separator: "/")
        if all.insert(path).inserted { try folder.write(path, "") }
    }
    let pieces = ["**", "*", "d*", "da", "d年", "?.txt", "*.txt", "{x,y}.txt", ".h", "表.csv", "[a-b]", "d[!a]"]
    for _ in 0..<300 {
        let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined(separator: "/")
        // A pattern that names a folder means what is below it; that rule is tested above.
        if !GlobPattern.isPattern(text) { continue }
        let pattern = GlobPattern(text)
        let expected = all.filter { pattern.matches($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let seen = found(folder, text)
        #expect(seen == expected, "\(text): \(Set(seen).symmetricDifference(expected))")
    }
}

@Test func A10_linksAreFollowedButNeverInCircles() throws {
    let folder = ScratchFolder()
    try folder.write("in/a.txt", "a")
    symlink("in", folder.path + "/again")
    symlink("..", folder.path + "/in/up")
    symlink("nowhere", folder.path + "/in/broken.txt")
    #expect(found(folder, "**/*.txt") == ["again/a.txt", "in/a.txt"])
}

@Test func A10_whatCannotBeReadIsReported() throws {
    let folder = ScratchFolder()
    try folder.write("a.txt", "a")
    let odd = folder.path.utf8CString.dropLast() + [0x2F, CChar(bitPattern: 0xB8), CChar(bitPattern: 0xE5), 0]
    close(open(Array(odd), O_CREAT | O_WRONLY, 0o644))
    let walk = FolderWalk.files(under: folder.path, matching: [GlobPattern("**")])
    #expect(walk.files.map(\.path) == ["a.txt"])
    #expect(walk.unreadable.map(\.number) == [EILSEQ])
}

private func sourcesFile(_ yaml: String) throws -> PipelineFile {
    try parse("version: 1\nname: t\nsources:\n\(yaml)\nstages:\n  ingest: { kind: ingest, sources: [press] }\n")
}

@Test func A10_touchCopyAndMoveBackChangeNothing() throws {
    let folder = ScratchFolder()
    let record = MemoryRecord()
    for i in 0..<20 { try folder.write("sources/文\(i).txt", "text \(i)") }
    usleep(40_000)
    let file = try sourcesFile("  press: { path: \"sources/**/*.txt\" }")
    let index = SourceIndex(folder: folder.path, record: record)
    let first = try index.list(file.sources)
    #expect(first.files.count == 20)
    #expect(first.hashed == 20)
    #expect(first.files.first?.path == "sources/文0.txt")
    try SourceIndex.remember(first, in: record)
    let second = try index.list(file.sources)
    #expect(second.hashed == 0)
    #expect(second.digest == first.digest)
    shell("cd '\(folder.path)/sources' && touch 文3.txt && cp 文4.txt x && mv x 文4.txt && mv 文5.txt y && mv y 文5.txt")
    let third = try index.list(file.sources)
    #expect(third.hashed == 3)
    #expect(third.digest == first.digest)
    try folder.write("sources/文6.txt", "text X")
    #expect(try index.list(file.sources).digest != first.digest)
}

@Test func A10_anEditWithTheOldTimesIsSeen() throws {
    let folder = ScratchFolder()
    let record = MemoryRecord()
    try folder.write("sources/a.txt", "one")
    shell("touch -d 2020-01-01 '\(folder.path)/sources/a.txt'")
    usleep(40_000)
    let file = try sourcesFile("  press: { path: sources }")
    let index = SourceIndex(folder: folder.path, record: record)
    let first = try index.list(file.sources)
    try SourceIndex.remember(first, in: record)
    // Same size, same modification time, same inode.
    shell("printf two > '\(folder.path)/sources/a.txt'; touch -d 2020-01-01 '\(folder.path)/sources/a.txt'")
    #expect(try index.list(file.sources).digest != first.digest)
}

@Test func A10_aFileChangedInTheLastTickIsLookedAtAgain() throws {
    let folder = ScratchFolder()
    let record = MemoryRecord()
    let file = try sourcesFile("  press: { path: sources }")
    let index = SourceIndex(folder: folder.path, record: record)
    try folder.write("sources/a.txt", "one")
    try SourceIndex.remember(try index.list(file.sources), in: record)
    let again = try index.list(file.sources)
    #expect(again.hashed <= 1)
    usleep(60_000)
    try SourceIndex.remember(try index.list(file.sources), in: record)
    #expect(try index.list(file.sources).hashed == 0)
}

@Test func A10_missingSourcesAreNamedOptionalOnesAreNot() throws {
    let folder = ScratchFolder()
    let record = MemoryRecord()
    try folder.write("one/a.txt", "a")
    let file = try sourcesFile(
        "  press: { path: [one/a.txt, \"none/*.txt\"] }\n  gone: { path: gone }\n  maybe: { path: maybe, optional: true }"
    )
    let listing = try SourceIndex(folder: folder.path, record: record).list(file.sources)
    #expect(listing.files.map(\.path) == ["one/a.txt"])
    #expect(listing.missing.map(\.name) == ["gone"])
    #expect(listing.unreadable.isEmpty)
    // Another folder in its place.
    let other = ScratchFolder()
    try other.write("z.txt", "z")
    let instead = try SourceIndex(folder: folder.path, record: record).list([file.sources[0]], instead: [other.path])
    #expect(instead.files.map(\.fullPath) == [other.path + "/z.txt"])
}

@Test func A54_planOnTenThousandUnchangedFilesCostsLittleMoreThanLooking() throws {
    let folder = ScratchFolder()
    let record = MemoryRecord()
    for part in 0..<10 {
        try FileBytes.makeFolders(folder.path + "/sources/\(part)")
        for i in 0..<1000 {
            let fd = open(folder.path + "/sources/\(part)/文\(i).txt", O_CREAT | O_WRONLY, 0o644)
            write(fd, "\(i)", String(i).utf8.count)
            close(fd)
        }
    }
    usleep(40_000)
    let file = try sourcesFile("  press: { path: \"sources/**/*.txt\" }")
    let index = SourceIndex(folder: folder.path, record: record)
    let listing = try index.list(file.sources)
    #expect(listing.files.count == 10_000)
    try SourceIndex.remember(listing, in: record)
    let again = try index.list(file.sources)
    #expect(again.hashed == 0)
}

@Test func A23_digestsAreThoseOfTheUsualPrograms() throws {
    let folder = ScratchFolder()
    try folder.write("a", "稀土\n")
    let bytes = Array("稀土\n".utf8)
    #expect(SHA256Digest.of(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try SHA256Digest.ofFile(folder.path + "/a") == SHA256Digest.of(bytes))
    #expect(try Digest.ofFile(folder.path + "/a") == Digest.of(bytes))
    #expect(Digest.of([]).description == "99aa06d3014798d86001c324468d497f")
    #expect(Digest(hex: Digest.of(bytes).description) == Digest.of(bytes))
    #expect(Digest(hex: "xyz") == nil)
}

@Test func A11_partsAreToldApart() {
    var a = DigestStream()
    var b = DigestStream()
    a.update("ab")
    a.update("c")
    b.update("a")
    b.update("bc")
    #expect(a.finish() != b.finish())
    var copy = a
    copy.update("d")
    #expect(copy.finish() != a.finish())
    let one = FingerprintPart(key: "x", value: "1")
    let two = FingerprintPart(key: "y", value: "2")
    #expect(Fingerprint([one, two]) == Fingerprint([two, one]))
}
