package dev.coffer.cli;

import org.jspecify.annotations.Nullable;

/** Something was not found, or an input is unusable. It ends the command with exit code 1. */
class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
