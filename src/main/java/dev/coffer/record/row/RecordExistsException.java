package dev.coffer.record.row;

/**
 * The exception for an insert of a record that exists already. Coffer always catches it, so it has
 * neither a stack trace nor details.
 */
@SuppressWarnings("serial")
public final class RecordExistsException extends RuntimeException {

  RecordExistsException() {
    super("A record exists already.", null, false, false);
  }
}
