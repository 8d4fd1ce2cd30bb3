package dev.coffer.console.api;

import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.record.Range;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of records without their values, so that damaged records are listed too. The position
 * of a page is the last key before it.
 */
final class RecordList {

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
  static Page of(RecordRepository<?, String> records, NewestRecords newest, Parameters parameters) {
    String order = parameters.optional("order");
    if (order == null || order.equals("key")) {
      return ascending(records, parameters);
    }
    return switch (order) {
      case "key-descending" -> descending(records, parameters);
      case "newest" ->
          newest.page(whole(parameters), bound(parameters, "after"), parameters.limit());
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
      Slice<RecordMetadata<String>> page = Slice.of(found, limit);
      return new Page(page.shown(), page.next(RecordMetadata::key));
    }
  }
}
