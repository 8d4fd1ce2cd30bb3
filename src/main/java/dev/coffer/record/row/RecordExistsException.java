package dev.coffer.record.row;

/**
 * A record was to be inserted and is there already. It never leaves this package, and so carries
 * neither a trace nor the refusal.
 */
@SuppressWarnings("serial")
public final class RecordExistsException extends RuntimeException {

  RecordExistsException() {
    super("A record exists already.", null, false, false);
  }
}
