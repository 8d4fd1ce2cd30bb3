package dev.coffer.cli;

import dev.coffer.format.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The value of a record as it is stored: JSON text, or bytes that are something else. */
sealed interface RawValue {

  /** The stored bytes. */
  byte[] bytes();

  /** The value as the record store takes it. */
  Object asStored();

  /** About how many bytes it is, cheap to ask. */
  long length();

  /**
   * Adds the value to a line of output: JSON as {@code value}, bytes in Base64 as {@code bytes}.
   */
  Json addTo(Json line);

  /** JSON, verbatim. */
  record Text(RawJson json) implements RawValue {
    @Override
    public byte[] bytes() {
      return json.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object asStored() {
      return json;
    }

    @Override
    public long length() {
      return json.text().length();
    }

    /** Blanks around a JSON text are not part of its value. */
    @Override
    public Json addTo(Json line) {
      return line.withVerbatim("value", json.text().strip());
    }
  }

  /** Bytes. */
  final class Bytes implements RawValue {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public Object asStored() {
      return bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public Json addTo(Json line) {
      return line.with("bytes", Base64.getEncoder().encodeToString(bytes));
    }
  }
}
