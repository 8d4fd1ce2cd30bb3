package dev.coffer.file.store;

import dev.coffer.api.TransientCofferException;

/** Reports that a content disappeared between its upload and the record that refers to it. */
final class VanishedContentException extends TransientCofferException {
  private static final long serialVersionUID = 1L;

  VanishedContentException(String message, Throwable cause) {
    super(message, cause);
  }
}
