import ArgumentParser
import BoardFile

/// Steps of a relaxation, separated by commas.
struct StepList: ExpressibleByArgument {
  var steps: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let steps = parts.compactMap { Int($0) }
    guard steps.count == parts.count, steps.allSatisfy({ $0 >= 0 }) else { return nil }
    self.steps = steps
  }
}

/// A part of a data set, as the command line calls it.
enum ImagePart: String, ExpressibleByArgument, CaseIterable {
  case test
  case train

  var part: ImageSet.Part { self == .test ? .test : .train }
}
