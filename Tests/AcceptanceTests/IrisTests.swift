import Foundation
import Testing

/// Issue figures for the default board: nine nodes, sixteen potentiometers of 128 taps and 30 %
/// tolerance, 12-bit converters with noise; thirty flowers for training, 120 for test.
///
/// Reference: Dillavou, Stern, Liu, Durian, Phys. Rev. Applied 18, 014040 (2022): more than 95 %.
@Suite struct IrisTests {
  @Test func proportionalRule() throws {
    let runs = try (0..<10).map { try Learned.run("iris9", "iris", seed: $0) }
    let accuracies = runs.map(\.testAccuracy)
    let discriminant = runs.map { LinearDiscriminant.testAccuracy($0.plan.plan) }
    print(
      "iris, seeds 0-9: proportional rule \(percent(mean(accuracies))), lowest "
        + "\(percent(accuracies.min() ?? 0)); linear discriminant \(percent(mean(discriminant)))")
    #expect(mean(accuracies) >= 0.95)
    #expect(accuracies.allSatisfy { $0 >= 0.91 })
    // The yardstick itself: 96.5 % with a spread of 1.4 over many draws.
    #expect(abs(mean(discriminant) - 0.965) < 0.02)
    for run in runs {
      #expect(run.train.total == 30)
      #expect(run.test.total == 120)
    }
  }

  @Test func signRule() throws {
    let accuracies = try (0..<10).map {
      try Learned.run("iris9", "iris-sign", seed: $0).testAccuracy
    }
    print("iris, seeds 0-9: sign rule \(percent(mean(accuracies)))")
    #expect(mean(accuracies) >= 0.93)
  }

  /// Wycoff et al., J. Chem. Phys. 156, 144903 (2022): on a coarse board random subsets lose
  /// nothing.
  @Test func randomSubsetsDoNoWorse() throws {
    let all = try (0..<40).map { try Learned.run("iris9", "iris", seed: $0).testAccuracy }
    let half = try (0..<40).map { try Learned.run("iris9", "iris-subset", seed: $0).testAccuracy }
    print(
      "iris: every element \(percent(mean(all[..<10]))), a random half "
        + "\(percent(mean(half[..<10]))) over seeds 0-9; \(percent(mean(all[...]))) and "
        + "\(percent(mean(half[...]))) over 0-39")
    #expect(mean(half[..<10]) >= mean(all[..<10]))
    #expect(mean(half[...]) >= mean(all[...]))
  }
}

func mean(_ values: some Collection<Double>) -> Double {
  values.reduce(0, +) / Double(max(1, values.count))
}

func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
