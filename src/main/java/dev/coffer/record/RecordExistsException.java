package dev.coffer.record;

/**
 * A record was to be inserted and is there already. It never leaves this package, and so carries
 * neither a trace nor the refusal.
 */
@SuppressWarnings("serial")
final class RecordExistsException extends RuntimeException {

  RecordExistsException() {
    super("A record exists already.", null, false, false);
  }
}
