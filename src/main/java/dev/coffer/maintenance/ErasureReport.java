package dev.coffer.maintenance;

import dev.coffer.api.ContentHash;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The result of the erasure of a record. Immutable.
 *
 * @param collection the collection of the record
 * @param key the key of the record
 * @param record what was found under the key
 * @param content the content that held the value; null if the record was absent, or its value was
 *     in its row
 * @param dictionaries the dictionaries that may contain pieces of the record
 * @param remainders what may still hold data of the record
 */
public record ErasureReport(
    String collection,
    String key,
    Found record,
    @Nullable Content content,
    List<Dictionary> dictionaries,
    List<Remainder> remainders) {

  /** What was found under the key of an erased record. */
  public enum Found {
    /** A record, which was deleted. */
    LIVE,
    /** An expired record, whose row was deleted. */
    EXPIRED,
    /** No row. */
    ABSENT;

    /** The name in commands, in lower case. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The content of an erased record. Immutable.
   *
   * @param hash the hash of the content
   * @param deleted whether the content was deleted
   * @param references the number of rows of each table that still refer to the content
   */
  public record Content(ContentHash hash, boolean deleted, Map<String, Long> references) {

    public Content {
      Objects.requireNonNull(hash, "The argument 'hash' is null.");
      Objects.requireNonNull(references, "The argument 'references' is null.");
      references = Collections.unmodifiableMap(new TreeMap<>(references));
    }
  }

  /**
   * A dictionary that may contain pieces of an erased record. Immutable.
   *
   * @param collection the collection of the dictionary; another one if the collection was renamed
   * @param id the id of the dictionary
   * @param deleted whether its row was deleted
   * @param rewritten the number of values that needed the dictionary and were compressed anew
   * @param reason why its row was kept; null if it was deleted
   */
  public record Dictionary(
      String collection, String id, boolean deleted, long rewritten, @Nullable String reason) {

    public Dictionary {
      Objects.requireNonNull(collection, "The argument 'collection' is null.");
      Objects.requireNonNull(id, "The argument 'id' is null.");
    }
  }

  /**
   * A place that may still hold data of an erased record. Immutable.
   *
   * @param place the place
   * @param until when the data goes from there, and what removes it earlier
   */
  public record Remainder(String place, String until) {

    public Remainder {
      Objects.requireNonNull(place, "The argument 'place' is null.");
      Objects.requireNonNull(until, "The argument 'until' is null.");
    }
  }

  public ErasureReport {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    Objects.requireNonNull(key, "The argument 'key' is null.");
    Objects.requireNonNull(record, "The argument 'record' is null.");
    dictionaries = List.copyOf(dictionaries);
    remainders = List.copyOf(remainders);
  }

  /**
   * Whether Coffer's tables no longer hold data of the record: every dictionary was deleted, and
   * the content too unless other rows refer to it. If not, erase the record again later.
   */
  public boolean isComplete() {
    return dictionaries.stream().allMatch(Dictionary::deleted);
  }
}
