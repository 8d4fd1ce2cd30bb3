package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A shard cannot be reached or used, or this process was opened without it. Operations on keys of
 * other shards go on.
 */
public class ShardUnavailableException extends DatabaseUnavailableException {
  private static final long serialVersionUID = 1L;

  private final String shard;

  public ShardUnavailableException(String shard, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.shard = shard;
  }

  /** The name of the shard. */
  public String shard() {
    return shard;
  }
}
