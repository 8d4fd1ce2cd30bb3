package dev.coffer.record.key;

/** An object of a supported type cannot be a key. The message continues "A key of a collection". */
final class UnfitKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;

  UnfitKeyException(String key, String message) {
    super(message);
    this.key = key;
  }

  /** A short text for the key. */
  String key() {
    return key;
  }
}
