import ArgumentParser
import Foundation
import PipelineEngine

/// What a shell proposes when somebody presses the tab key: names out of the nearest project.
///
/// Says nothing about what is wrong; a broken file proposes nothing.
enum Completion {
    /// Names of the project's pipelines.
    static let pipelines = CompletionKind.custom { words, _, _ in project(words)?.pipelines ?? [] }

    /// Names of the stages of the pipeline on the line, or of all.
    static let stages = CompletionKind.custom { words, _, _ in
        guard let project = project(words) else { return [] }
        let known = project.pipelines
        let chosen = words.filter(known.contains)
        var names: [String] = []
        for pipeline in chosen.isEmpty ? known : chosen {
            guard let file = try? PipelineLoader(project: project, name: pipeline).load() else { continue }
            for stage in file.stages where !names.contains(stage.name) { names.append(stage.name) }
        }
        return names
    }

    private static func project(_ words: [String]) -> Project? {
        let root = words.firstIndex(of: "--root").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        return try? Project.find(root)
    }
}
