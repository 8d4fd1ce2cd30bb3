package dev.coffer.bench.part;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.report.Profiles;
import dev.coffer.bench.report.Result;
import dev.coffer.bench.server.Server;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The environment of the parts.
 *
 * @param server the database
 * @param data the directory of the data
 * @param catalogue the small values and the documents
 * @param rounds the number of counted rounds
 * @param scale the used share of the data, 1 for all; it also shortens trials
 * @param results receives each result
 * @param profiles records the profiles
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
  private static final int SHORTER = 4;

  /** The same with another database. */
  Arena on(Server other) {
    return new Arena(other, data, catalogue, rounds, scale, results, profiles);
  }

  void run(Contest contest) throws Exception {
    results.accept(contest.run(rounds, profiles));
  }

  /**
   * Runs trials of single operations in more rounds. The system places client and server on one
   * core or on two, for some time each, and that changes the time of a round trip by half.
   */
  void runOften(Contest contest) throws Exception {
    results.accept(contest.run(OFTEN * rounds, profiles));
  }

  /**
   * Runs trials of {@link #shortTrialNanos} in so many rounds that they take as long as those of
   * {@link #runOften}. Where several servers share the cores with the client, the placement that
   * the system chooses lasts for a whole trial of the usual length.
   */
  void runShort(Contest contest) throws Exception {
    results.accept(contest.run(SHORTER * OFTEN * rounds, profiles));
  }

  /** Runs trials that take seconds each, whose differences are small, in two more rounds. */
  void runLong(Contest contest) throws Exception {
    results.accept(contest.run(rounds + 2, profiles));
  }

  void runWarm(Contest contest, int times) throws Exception {
    results.accept(contest.runWarm(times));
  }

  /** Runs one round, for figures that do not vary. */
  void runOnce(Contest contest) throws Exception {
    runWarm(contest, 1);
  }

  /** The duration of a trial of single operations, in nanoseconds. */
  long trialNanos() {
    return (long) Math.max(SHORTEST_TRIAL_NANOS, LONGEST_TRIAL_NANOS * Math.min(1, scale));
  }

  /** The duration of a trial of {@link #runShort}, in nanoseconds. */
  long shortTrialNanos() {
    return trialNanos() / SHORTER;
  }
}
