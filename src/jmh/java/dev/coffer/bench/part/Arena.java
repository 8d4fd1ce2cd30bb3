package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.report.Result;
import dev.coffer.bench.server.Server;
import java.util.function.Consumer;

/**
 * Where the parts are run.
 *
 * @param server the database
 * @param catalogue the small values and the documents
 * @param rounds how many rounds count
 * @param scale how much of the data is used, 1 for all; time is cut with it
 * @param results takes what is measured
 */
public record Arena(
    Server server, Catalogue catalogue, int rounds, double scale, Consumer<Result> results) {

  private static final double LONGEST_TRIAL_NANOS = 2e9;
  private static final double SHORTEST_TRIAL_NANOS = 0.5e9;

  void run(Contest contest) throws Exception {
    results.accept(contest.run(rounds));
  }

  void runWarm(Contest contest) throws Exception {
    results.accept(contest.runWarm(rounds));
  }

  void runOnce(Contest contest) throws Exception {
    results.accept(contest.runOnce());
  }

  /** How long one trial of single operations takes. */
  long trialNanos() {
    return (long) Math.max(SHORTEST_TRIAL_NANOS, LONGEST_TRIAL_NANOS * Math.min(1, scale));
  }
}
