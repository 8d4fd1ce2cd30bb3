package dev.coffer.api;

import java.util.List;

/**
 * An operation that is atomic would need several shards, which no transaction spans. Nothing was
 * written.
 */
public class SeveralShardsException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final List<String> shards;

  public SeveralShardsException(List<String> shards, String message) {
    super(message);
    this.shards = List.copyOf(shards);
  }

  /** The names of the shards. */
  public List<String> shards() {
    return shards;
  }
}
