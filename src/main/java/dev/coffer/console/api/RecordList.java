package dev.coffer.console.api;

import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of records without their values, so that damaged records are listed too. The position
 * of a page is a key, or a time and a key if the newest records come first.
 */
final class RecordList {

  /**
   * The largest range that is sorted by time. No index has the times of records, so each page reads
   * the whole range.
   */
  static final int MOST_SORTED = 20_000;

  private static final Comparator<RecordMetadata<String>> NEWEST_FIRST =
      Comparator.<RecordMetadata<String>, Instant>comparing(RecordMetadata::updatedAt)
          .reversed()
          .thenComparing(RecordMetadata::key);

  private RecordList() {}

  /**
   * A page of records.
   *
   * @param next the position of the next page; null if this is the last one
   */
  record Page(List<RecordMetadata<String>> records, @Nullable String next) {}

  /**
   * The page that the parameters name: {@code prefix}, or {@code from} and {@code to}; {@code
   * order}; {@code after}; {@code limit}.
   */
  static Page of(RecordRepository<?, String> records, Parameters parameters) {
    String order = parameters.optional("order");
    if (order == null || order.equals("key")) {
      return ascending(records, parameters);
    }
    return switch (order) {
      case "key-descending" -> descending(records, parameters);
      case "newest" -> newest(records, parameters);
      default ->
          throw RefusedRequestException.badRequest(
              "The order '" + order + "' is unknown; use key, key-descending or newest.");
    };
  }

  /** The record under a key, without its value. */
  static Optional<RecordMetadata<String>> find(RecordRepository<?, String> records, String key) {
    try (Stream<RecordMetadata<String>> scan = records.metadata(Range.from(key))) {
      return scan.limit(1).filter(each -> each.key().equals(key)).findFirst();
    }
  }

  private static String prefix(Parameters parameters) {
    String prefix = parameters.optional("prefix");
    return prefix == null ? "" : prefix;
  }

  private static @Nullable String bound(Parameters parameters, String name) {
    String bound = parameters.optional(name);
    return bound == null || bound.isEmpty() ? null : bound;
  }

  private static Range<String> range(@Nullable String from, @Nullable String to) {
    if (from == null) {
      return to == null ? Range.all() : Range.before(to);
    }
    return to == null ? Range.from(from) : Range.between(from, to);
  }

  /** The range without a position. A prefix and bounds together are refused. */
  private static Range<String> whole(Parameters parameters) {
    String from = bound(parameters, "from");
    String to = bound(parameters, "to");
    String prefix = prefix(parameters);
    if (!prefix.isEmpty() && (from != null || to != null)) {
      throw RefusedRequestException.badRequest(
          "A prefix and bounds are given; use either the prefix or 'from' and 'to'.");
    }
    return prefix.isEmpty() ? range(from, to) : Range.prefix(prefix);
  }

  private static Page ascending(RecordRepository<?, String> records, Parameters parameters) {
    Range<String> whole = whole(parameters);
    String after = bound(parameters, "after");
    Range<String> range = after == null ? whole : range(after, bound(parameters, "to"));
    return page(records, range, parameters, after);
  }

  private static Page descending(RecordRepository<?, String> records, Parameters parameters) {
    Range<String> whole = whole(parameters);
    String after = bound(parameters, "after");
    Range<String> range = after == null ? whole : range(bound(parameters, "from"), after);
    return page(records, range.reversed(), parameters, after);
  }

  /** A range that begins at a position may lead out of the prefix, whose keys are neighbours. */
  private static Page page(
      RecordRepository<?, String> records,
      Range<String> range,
      Parameters parameters,
      @Nullable String after) {
    String prefix = prefix(parameters);
    int limit = parameters.limit();
    try (Stream<RecordMetadata<String>> scan = records.metadata(range)) {
      List<RecordMetadata<String>> found =
          scan.filter(each -> !each.key().equals(after))
              .takeWhile(each -> each.key().startsWith(prefix))
              .limit(limit + 1L)
              .toList();
      return found.size() <= limit
          ? new Page(found, null)
          : new Page(found.subList(0, limit), found.get(limit - 1).key());
    }
  }

  private static Page newest(RecordRepository<?, String> records, Parameters parameters) {
    int limit = parameters.limit();
    String after = bound(parameters, "after");
    Position position = after == null ? null : Position.parse(after);
    // The head of the queue is the oldest of the records that are kept.
    PriorityQueue<RecordMetadata<String>> kept =
        new PriorityQueue<>(limit + 2, NEWEST_FIRST.reversed());
    int read = 0;
    try (Stream<RecordMetadata<String>> scan = records.metadata(whole(parameters))) {
      for (Iterator<RecordMetadata<String>> all = scan.iterator(); all.hasNext(); ) {
        RecordMetadata<String> record = all.next();
        if (++read > MOST_SORTED) {
          throw new RefusedRequestException(
              409,
              "The newest of more than "
                  + MOST_SORTED
                  + " records are not shown first, because no index has their times. Give a longer"
                  + " prefix or bounds, or list the records by key.");
        }
        if (position == null || position.isBefore(record)) {
          kept.add(record);
          if (kept.size() > limit + 1) {
            kept.remove();
          }
        }
      }
    }
    List<RecordMetadata<String>> sorted = new ArrayList<>(kept);
    sorted.sort(NEWEST_FIRST);
    return sorted.size() <= limit
        ? new Page(sorted, null)
        : new Page(sorted.subList(0, limit), Position.of(sorted.get(limit - 1)).toString());
  }

  /** The last record of a page in the order of times. */
  private record Position(Instant updatedAt, String key) {

    static Position of(RecordMetadata<String> record) {
      return new Position(record.updatedAt(), record.key());
    }

    static Position parse(String text) {
      int space = text.indexOf(' ');
      try {
        return new Position(
            Instant.parse(text.substring(0, Math.max(0, space))), text.substring(space + 1));
      } catch (DateTimeException e) {
        throw RefusedRequestException.badRequest(
            "The position 'after' is none of this order; begin with the first page.");
      }
    }

    boolean isBefore(RecordMetadata<String> record) {
      int times = record.updatedAt().compareTo(updatedAt);
      return times < 0 || (times == 0 && record.key().compareTo(key) > 0);
    }

    @Override
    public String toString() {
      return updatedAt + " " + key;
    }
  }
}
