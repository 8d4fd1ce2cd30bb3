package dev.coffer.console.api;

import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.record.Range;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.key.KeyType;
import dev.coffer.record.row.NewestRows;
import dev.coffer.record.row.StampedKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the records first that changed last. The database reads the whole range for each page. The
 * position of a page is the time and the key of the last record before it.
 */
final class NewestRecords {
  private static final KeyType<String> KEYS = KeyType.of(String.class);

  private final StoredRows rows;
  private final String collection;

  NewestRecords(StoredRows rows, String collection) {
    this.rows = rows;
    this.collection = collection;
  }

  /** The page after a position; the first one if that is null. */
  RecordList.Page page(Range<String> range, @Nullable String after, int limit) {
    KeyRange keys = KEYS.encode(collection, range);
    NewestRows.Position position = after == null ? null : parse(after);
    List<StampedKey> found =
        rows.sort(
            (connection, patience) ->
                NewestRows.after(connection, collection, keys, position, limit + 1, patience));
    Slice<StampedKey> page = Slice.of(found, limit);
    return new RecordList.Page(
        page.shown().stream().map(each -> each.metadata(each.key())).toList(),
        page.next(NewestRecords::format));
  }

  private static String format(StampedKey last) {
    return last.stamp().updatedAt() + " " + last.key();
  }

  private static NewestRows.Position parse(String text) {
    int space = text.indexOf(' ');
    try {
      return new NewestRows.Position(
          Instant.parse(text.substring(0, Math.max(0, space))), text.substring(space + 1));
    } catch (DateTimeException e) {
      throw RefusedRequestException.badRequest(
          "The position 'after' is none of this order; begin with the first page.");
    }
  }
}
