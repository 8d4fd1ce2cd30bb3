package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.report.Profiles;
import dev.coffer.bench.report.Result;
import dev.coffer.bench.server.Server;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where the parts are run.
 *
 * @param server the database
 * @param data the directory that the data is read from
 * @param catalogue the small values and the documents
 * @param rounds how many rounds count
 * @param scale how much of the data is used, 1 for all; time is cut with it
 * @param results takes what is measured
 * @param profiles takes what the time goes to
 */
public record Arena(
    Server server,
    Path data,
    Catalogue catalogue,
    int rounds,
    double scale,
    Consumer<Result> results,
    Profiles profiles) {

  private static final double LONGEST_TRIAL_NANOS = 1e9;
  private static final double SHORTEST_TRIAL_NANOS = 0.3e9;
  private static final int OFTEN = 3;

  /** The same with another database. */
  Arena on(Server other) {
    return new Arena(other, data, catalogue, rounds, scale, results, profiles);
  }

  void run(Contest contest) throws Exception {
    results.accept(contest.run(rounds, profiles));
  }

  /**
   * Runs trials of one operation at a time in more rounds: where the system puts client and server,
   * on one core or on two, changes what a round trip takes by half, for a while each time.
   */
  void runOften(Contest contest) throws Exception {
    results.accept(contest.run(OFTEN * rounds, profiles));
  }

  void runWarm(Contest contest, int times) throws Exception {
    results.accept(contest.runWarm(times));
  }

  /** One round, for what does not vary. */
  void runOnce(Contest contest) throws Exception {
    runWarm(contest, 1);
  }

  /** How long one trial of single operations takes. */
  long trialNanos() {
    return (long) Math.max(SHORTEST_TRIAL_NANOS, LONGEST_TRIAL_NANOS * Math.min(1, scale));
  }
}
