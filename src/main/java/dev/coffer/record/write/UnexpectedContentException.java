package dev.coffer.record.write;

/**
 * The exception for a value that must become a content after records of its batch were inserted.
 * Coffer always catches it, so it has neither a stack trace nor details.
 */
@SuppressWarnings("serial")
final class UnexpectedContentException extends RuntimeException {

  UnexpectedContentException() {
    super("A value is a content.", null, false, false);
  }
}
