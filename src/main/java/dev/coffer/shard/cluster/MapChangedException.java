package dev.coffer.shard.cluster;

import dev.coffer.api.CofferException;

/** The map of shards in a database has another version than the process knew. */
final class MapChangedException extends CofferException {
  private static final long serialVersionUID = 1L;

  MapChangedException(long expected, long actual) {
    super(
        "The map of shards has version "
            + actual
            + ", and this process knew version "
            + expected
            + "; read the map again.");
  }
}
