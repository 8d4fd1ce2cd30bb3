package dev.coffer.cli;

import dev.coffer.format.RawJson;
import dev.coffer.format.scan.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The value of a record as it is stored: JSON text or other bytes. */
sealed interface RawValue {

  /** The stored bytes. */
  byte[] bytes();

  /** The value as a type that the record store accepts. */
  Object asStored();

  /** The approximate number of bytes; cheap to compute. */
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

    /** Adds the JSON without surrounding blanks, which are not part of the value. */
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
