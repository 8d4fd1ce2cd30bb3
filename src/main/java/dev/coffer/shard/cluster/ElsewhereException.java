package dev.coffer.shard.cluster;

import dev.coffer.api.DatabaseUnavailableException;

/**
 * Carries the failure of another database through the call of a shard, which must not take it for
 * its own.
 */
final class ElsewhereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DatabaseUnavailableException failure;

  ElsewhereException(DatabaseUnavailableException failure) {
    super(failure);
    this.failure = failure;
  }

  DatabaseUnavailableException failure() {
    return failure;
  }
}
