package dev.coffer.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the server that answers the reads of a store: the primary, which accepts the
 * writes, or its replicas. Immutable.
 *
 * <p>A replica answers only after it has reached the last commit of this {@code Coffer}. If it does
 * not reach it in time, the primary answers. So an application never misses what it wrote, and a
 * thread never sees an older state than it has seen through the same choice. Commits of other
 * processes may be missing for as long as the replica lags.
 */
public final class ReadFrom {

  /** The primary answers. */
  public static final ReadFrom PRIMARY = new ReadFrom("PRIMARY", null);

  /** Replicas answer; without replicas, the primary does. */
  public static final ReadFrom REPLICA = new ReadFrom("REPLICA", null);

  private static final int LONGEST = 1000;

  private final String name;
  private final @Nullable String position;

  private ReadFrom(String name, @Nullable String position) {
    this.name = name;
    this.position = position;
  }

  /**
   * Replicas answer that have also reached a position of another process.
   *
   * @param position the text that {@code Coffer.position()} returned there. A text from outside, as
   *     a cookie is, can at most make the read wait and then use the primary
   * @throws IllegalArgumentException if it cannot be a position
   */
  public static ReadFrom atLeast(String position) {
    Objects.requireNonNull(position, "The argument 'position' is null.");
    if (position.isEmpty() || position.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A position has 1 to " + LONGEST + " characters; pass the text of Coffer.position().");
    }
    return new ReadFrom("AT_LEAST", position);
  }

  /** Whether only the primary may answer. */
  public boolean isPrimary() {
    return equals(PRIMARY);
  }

  /** The position to reach; null for none. */
  public @Nullable String position() {
    return position;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReadFrom choice
        && name.equals(choice.name)
        && Objects.equals(position, choice.position);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, position);
  }

  @Override
  public String toString() {
    return position == null ? name : name + " " + position;
  }
}
