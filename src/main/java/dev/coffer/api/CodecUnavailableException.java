package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A frame needs a codec that is not available: the library or its native part is missing, or a
 * later release wrote the frame. The message names the dependency to add.
 */
public class CodecUnavailableException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String codec;

  public CodecUnavailableException(String codec, String message) {
    super(message);
    this.codec = codec;
  }

  public CodecUnavailableException(String codec, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.codec = codec;
  }

  public String codec() {
    return codec;
  }
}
