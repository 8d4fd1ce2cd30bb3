package dev.coffer.api;

/**
 * A database is not the shard as which it was given: it belongs to another cluster, has another
 * name, is given twice, is absent, or has lost its data.
 */
public class ShardMismatchException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String shard;

  public ShardMismatchException(String shard, String message) {
    super(message);
    this.shard = shard;
  }

  /** The name under which the database was given. */
  public String shard() {
    return shard;
  }
}
