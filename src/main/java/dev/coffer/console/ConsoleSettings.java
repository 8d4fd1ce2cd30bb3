package dev.coffer.console;

import dev.coffer.shard.ClusterState;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the console allows at most, and what it shows beside its database. A host may allow a user
 * less. Immutable.
 *
 * @param write whether data may be changed and tasks may be started
 * @param values whether the values of records and the bytes of contents are shown
 * @param shards supplies the state of the cluster of shards around the database; null if this
 *     process has none
 */
public record ConsoleSettings(
    boolean write, boolean values, @Nullable Supplier<ClusterState> shards) {
  private static final ConsoleSettings DEFAULTS = new ConsoleSettings(false, false);

  /** The settings without a cluster of shards. */
  public ConsoleSettings(boolean write, boolean values) {
    this(write, values, null);
  }

  /** The defaults: nothing is written, and no value is shown. */
  public static ConsoleSettings defaults() {
    return DEFAULTS;
  }

  /** A copy that allows writes, or does not. */
  public ConsoleSettings withWrite(boolean allowed) {
    return new ConsoleSettings(allowed, values, shards);
  }

  /** A copy that shows values, or does not. */
  public ConsoleSettings withValues(boolean shown) {
    return new ConsoleSettings(write, shown, shards);
  }

  /** A copy that shows this cluster of shards, usually by {@code cluster::state}. */
  public ConsoleSettings withShards(Supplier<ClusterState> state) {
    return new ConsoleSettings(
        write, values, Objects.requireNonNull(state, "The argument 'state' is null."));
  }
}
