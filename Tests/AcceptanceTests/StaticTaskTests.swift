import Foundation
import Testing

/// Tasks whose answer is a voltage.
@Suite struct StaticTaskTests {
  /// One step of the boards' 12-bit converters.
  private let stepVolts = 3.3 / 4096

  @Test(arguments: ["one-target", "two-targets"])
  func allosteryFallsAThousandfold(task: String) throws {
    let reductions = try (0..<10).map {
      try Learned.run("allostery16", task, seed: $0).reduction(stepVolts: stepVolts)
    }
    print(
      "allostery \(task), seeds 0-9: " + reductions.map { "\(Int($0))x" }.joined(separator: " "))
    #expect(reductions.count { $0 >= 1000 } >= 9)
  }

  @Test func regressionWithinTwoSteps() throws {
    let runs = try (0..<10).map { try Learned.run("regression16", "regression", seed: $0) }
    let rms = runs.map { $0.rmsVolts / stepVolts }
    let largest = runs.map { $0.largestVolts / stepVolts }
    print(
      "regression, seeds 0-9, in ADC steps: rms "
        + rms.map { String(format: "%.2f", $0) }.joined(separator: " ") + "; largest "
        + largest.map { String(format: "%.2f", $0) }.joined(separator: " "))
    #expect(rms.allSatisfy { $0 <= 2 })
    #expect(largest.count { $0 <= 2 } >= 9)
  }

  /// Anchor: below 1e-10 in a public float implementation (64 nodes, 143 edges).
  @Test func twoInTwoOutRegression() throws {
    for seed in UInt64(0)..<5 {
      let run = try Learned.run("net64", "regression", seed: seed)
      let error = Double(run.train.squaredError) / 1_099_511_627_776
      print("two-in two-out, seed \(seed): mean square error \(error) of full scale squared")
      #expect(error < 1e-8)
      #expect(run.plan.plan.elementCount == 143 && run.plan.plan.nodeCount == 64)
    }
  }

  /// Anchor: .953 in a public float implementation (300 nodes, 1,500 edges, 400 images).
  @Test func digitsZeroOneTwo() throws {
    for seed in UInt64(0)..<3 {
      let run = try Learned.run("digits300", "digits", seed: seed)
      print("digits, seed \(seed): \(percent(run.testAccuracy)) of \(run.test.total)")
      #expect(run.testAccuracy >= 0.95)
      #expect(run.train.total == 400 && run.test.total == 600)
      #expect(run.plan.plan.elementCount == 1500 && run.plan.plan.nodeCount == 300)
    }
  }
}
