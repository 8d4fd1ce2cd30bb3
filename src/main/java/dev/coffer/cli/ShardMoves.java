package dev.coffer.cli;

import dev.coffer.format.scan.Json;
import dev.coffer.shard.ShardProgress;
import java.util.function.Consumer;

/** Runs a move of keys between shards with its progress, and prints what was moved. */
final class ShardMoves {
  private final Console console;
  private final boolean json;

  ShardMoves(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** A move, which tells a listener of its progress. */
  interface Move {
    ShardProgress run(Consumer<ShardProgress> listener);
  }

  /**
   * Runs a move. An interruption leaves the change under way.
   *
   * @param done what is true after the move, as the end of a sentence
   * @return the exit code
   */
  int run(Move move, String done) {
    ShardProgress moved;
    try (Progress progress = new Progress(console, "moving")) {
      progress.at(0, 0, 0);
      moved =
          move.run(
              each -> {
                console.interruption().check();
                progress.at(figures(each), -1);
              });
    }
    boolean complete = moved.problems().isEmpty();
    console.line(
        json
            ? asJson(moved).toString()
            : figures(moved) + (complete ? "; " + done : "; the change is still under way"));
    if (complete) {
      return ExitCode.DONE;
    }
    moved.problems().forEach(each -> console.error(each, ExitCode.REFUSED));
    console.error(
        "the change of the shards is still under way; remove the causes of the problems, and then"
            + " run 'coffer shards resume'",
        ExitCode.REFUSED);
    return ExitCode.REFUSED;
  }

  private static String figures(ShardProgress progress) {
    return "%s records examined, %s records and %s contents moved"
        .formatted(
            Amounts.count(progress.seen()),
            Amounts.count(progress.records()),
            Amounts.count(progress.contents()));
  }

  private static Json asJson(ShardProgress progress) {
    return new Json()
        .with("seen", progress.seen())
        .with("records", progress.records())
        .with("contents", progress.contents())
        .with("complete", progress.problems().isEmpty())
        .withTexts("problems", progress.problems());
  }
}
