package dev.coffer.cli;

/** A repository of backups cannot be opened. It ends the command with exit code 3. */
final class UnusableRepositoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableRepositoryException(String message, Throwable cause) {
    super(message, cause);
  }

  UnusableRepositoryException(String message) {
    super(message);
  }
}
