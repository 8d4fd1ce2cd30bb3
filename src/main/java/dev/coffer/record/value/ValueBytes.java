package dev.coffer.record.value;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.api.DamagedRecordException;
import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.api.ValueFormatException;
import dev.coffer.api.ValueTooLargeException;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.format.UnknownPropertyException;
import dev.coffer.format.mapping.RoundTrips;
import dev.coffer.format.mapping.SeenHashes;
import dev.coffer.record.TypeName;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.StoredBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Converts values to the bytes that are stored, and back. Bytes and raw JSON are stored verbatim,
 * all other values as canonical JSON.
 *
 * <p>A value is read as the type under which it was stored, with three safe exceptions. Every
 * record can be read as bytes, which are its raw bytes. Every record except bytes can be read as
 * raw JSON, which is its text. Raw JSON, which was stored without a type of its own, can be read as
 * any type to which it can be bound. The form of an older version of the type is converted to the
 * newest form first. Thread-safe.
 */
public final class ValueBytes {
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private static final String WHAT_TO_DO =
      ". The next put would lose it: give the class that property, or @JsonIgnoreProperties if it"
          + " may be lost. Coffer ignores unknown properties of all types with the setting"
          + " coffer.records.unknown-properties=ignore, or"
          + " RecordSettings.withUnknownProperties(IGNORE).";

  private final Supplier<JsonMapping> json;
  private final int maxValueSize;
  private final ReferringCollections referring;
  private final RoundTrips roundTrips = new RoundTrips();

  /**
   * Creates the conversion.
   *
   * @param referring receives each collection with a value that refers to a content
   */
  public ValueBytes(Supplier<JsonMapping> json, int maxValueSize, ReferringCollections referring) {
    this.json = json;
    this.maxValueSize = maxValueSize;
    this.referring = referring;
  }

  /** The bytes to store for a value of a type, and the contents to which it refers. */
  public EncodedValue encode(
      String collection, String key, @Nullable Object value, ValueType<?> type) {
    Objects.requireNonNull(
        value, () -> "The value for key '" + key + "' of collection '" + collection + "' is null.");
    List<ContentHash> hashes = new ArrayList<>(0);
    byte[] raw;
    try {
      raw = encode(value, type, hashes);
    } catch (IllegalArgumentException e) {
      throw new ValueFormatException(
          collection,
          key,
          "The value for key '%s' of collection '%s' cannot be stored as %s: %s"
              .formatted(key, collection, type.name(), e.getMessage()),
          e);
    }
    if (raw.length > maxValueSize) {
      throw new ValueTooLargeException(
          collection,
          key,
          raw.length,
          maxValueSize,
          ("The value for key '%s' of collection '%s' has %,d bytes, the limit is %,d; store it as"
                  + " a content, or raise the limit.")
              .formatted(key, collection, raw.length, maxValueSize));
    }
    return new EncodedValue(raw, noted(collection, hashes));
  }

  private List<ContentHash> noted(String collection, List<ContentHash> hashes) {
    if (hashes.isEmpty()) {
      return List.of();
    }
    referring.add(collection);
    return List.copyOf(new TreeSet<>(hashes));
  }

  private byte[] encode(Object value, ValueType<?> type, List<ContentHash> hashes) {
    if (!type.raw().isInstance(value)) {
      throw new IllegalArgumentException("it is of the type " + value.getClass().getName());
    }
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof RawJson rawJson) {
      byte[] text = utf8(rawJson.text());
      RawJson.validate(text);
      return text;
    }
    JsonMapping mapping = json.get();
    byte[] text = SeenHashes.during(hashes, () -> mapping.write(value, type.full()));
    if (Arrays.equals(text, NULL)) {
      throw new IllegalArgumentException("it is written as null, which could not be read back");
    }
    roundTrips.require(mapping, value, type.full(), text);
    return text;
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return Arrays.copyOfRange(
          bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "it contains half of a surrogate pair, which is not text", e);
    }
  }

  /** The value of a row that was {@link #opened}. */
  public <T> T decode(String collection, RecordRow opened, ValueType<T> type) {
    return decode(collection, opened, type, DictionarySource.NONE);
  }

  /**
   * The value of a row.
   *
   * @param dictionaries the dictionaries of the collection
   */
  public <T> T decode(
      String collection, RecordRow row, ValueType<T> type, DictionarySource dictionaries) {
    requireReadable(collection, row, type);
    byte[] raw = raw(collection, row, dictionaries);
    if (type.raw() == byte[].class) {
      return type.raw().cast(row.bytes() instanceof StoredBytes.Whole ? raw.clone() : raw);
    }
    if (type.raw() == RawJson.class) {
      return type.raw().cast(new RawJson(new String(raw, StandardCharsets.UTF_8)));
    }
    boolean verbatim = row.type().equals(type.name()) || row.type().equals(TypeNames.JSON);
    return bind(
        collection, row, type, verbatim ? raw : newest(collection, row, type.typeName(), raw));
  }

  /**
   * The newest form of the raw bytes of a row in the form of an older version of its type.
   *
   * @throws ValueFormatException if a function for an older form fails
   */
  public byte[] newest(String collection, RecordRow row, TypeName typeName, byte[] raw) {
    int version = StoredType.parse(row.type()).version();
    RawJson older = new RawJson(new String(raw, StandardCharsets.UTF_8));
    try {
      return utf8(typeName.upcast(older, version, json.get()).text());
    } catch (IllegalArgumentException e) {
      throw unbound(
          collection,
          row,
          "holds version %d of the type '%s', which cannot be converted to version %d: %s. Correct the TypeName of the type; nothing is lost."
              .formatted(version, typeName.name(), typeName.version(), e.getMessage()),
          e);
    }
  }

  /** The row with its raw bytes, after a check of their number. */
  public RecordRow opened(String collection, RecordRow row, DictionarySource dictionaries) {
    return row.with(new StoredBytes.Whole(raw(collection, row, dictionaries)));
  }

  private static void requireReadable(String collection, RecordRow row, ValueType<?> type) {
    boolean readable =
        row.type().equals(type.name())
            || type.raw() == byte[].class
            || (type.raw() == RawJson.class && !row.type().equals(TypeNames.BYTES))
            || row.type().equals(TypeNames.JSON);
    if (readable) {
      return;
    }
    StoredType stored = StoredType.parse(row.type());
    TypeName known = type.typeName();
    if (!stored.name().equals(known.name())) {
      throw new RecordTypeException(
          collection,
          row.key(),
          ("The record '%s' of collection '%s' holds a value of the type '%s', not '%s' (%s); read"
                  + " it as the type under which it was stored, or register this class under that"
                  + " name.")
              .formatted(row.key(), collection, stored.name(), known.name(), type.raw().getName()));
    }
    if (stored.version() > known.version()) {
      throw new RecordTypeException(
          collection,
          row.key(),
          ("The record '%s' of collection '%s' holds version %d of the type '%s', but this process"
                  + " knows only version %d (%s); run a newer release of the application. Nothing is"
                  + " lost.")
              .formatted(
                  row.key(),
                  collection,
                  stored.version(),
                  known.name(),
                  known.version(),
                  type.raw().getName()));
    }
    if (!known.olderVersions().contains(stored.version())) {
      throw new RecordTypeException(
          collection,
          row.key(),
          ("The record '%s' of collection '%s' holds version %d of the type '%s', and the TypeName"
                  + " of version %d has no function for it; add from(%d, …) and a function for each"
                  + " later version, and register it for %s. Nothing is lost.")
              .formatted(
                  row.key(),
                  collection,
                  stored.version(),
                  known.name(),
                  known.version(),
                  stored.version(),
                  type.raw().getName()));
    }
  }

  private static byte[] raw(String collection, RecordRow row, DictionarySource dictionaries) {
    try {
      byte[] raw = row.bytes().raw(dictionaries);
      if (raw.length == row.size()) {
        return raw;
      }
      throw damaged(
          collection,
          row.key(),
          "it has %,d bytes, but its row says %,d".formatted(raw.length, row.size()),
          null);
    } catch (DictionaryUnavailableException e) {
      throw new DictionaryUnavailableException(
          e.codec(), e.dictionary(), collection, unreadable(collection, row, e));
    } catch (CodecUnavailableException e) {
      throw new CodecUnavailableException(e.codec(), unreadable(collection, row, e), e);
    } catch (DamagedFrameException | DamagedContentException e) {
      throw damaged(collection, row.key(), String.valueOf(e.getMessage()), e);
    }
  }

  private static String unreadable(String collection, RecordRow row, Exception why) {
    return "The record '%s' of collection '%s' cannot be read. %s"
        .formatted(row.key(), collection, why.getMessage());
  }

  public static DamagedRecordException damaged(
      String collection, String key, String how, @Nullable Throwable cause) {
    return new DamagedRecordException(
        collection,
        key,
        ("The record '%s' of collection '%s' is damaged: %s. Put its value again, or restore it"
                + " from a backup.")
            .formatted(
                key, collection, how.endsWith(".") ? how.substring(0, how.length() - 1) : how),
        cause);
  }

  private <T> T bind(String collection, RecordRow row, ValueType<T> type, byte[] raw) {
    List<ContentHash> hashes = new ArrayList<>(0);
    @Nullable Object value;
    try {
      value = read(raw, type, hashes);
      if (!hashes.isEmpty()) {
        referring.add(collection);
      }
      if (value != null) {
        return type.raw().cast(value);
      }
    } catch (UnknownPropertyException e) {
      throw unbound(collection, row, asType(type) + e.getMessage() + WHAT_TO_DO, e);
    } catch (IllegalArgumentException | ClassCastException e) {
      // The message of the mapping names the type itself.
      throw unbound(collection, row, "does not fit: " + e.getMessage(), e);
    }
    throw unbound(collection, row, asType(type) + "it is null", null);
  }

  private @Nullable Object read(byte[] raw, ValueType<?> type, List<ContentHash> hashes) {
    JsonMapping mapping = json.get();
    return SeenHashes.<@Nullable Object>during(hashes, () -> mapping.read(raw, type.full()));
  }

  private static String asType(ValueType<?> type) {
    return "cannot be read as " + type.raw().getName() + ": ";
  }

  private static ValueFormatException unbound(
      String collection, RecordRow row, String why, @Nullable RuntimeException cause) {
    return new ValueFormatException(
        collection,
        row.key(),
        "The record '%s' of collection '%s' %s".formatted(row.key(), collection, why),
        cause);
  }
}
