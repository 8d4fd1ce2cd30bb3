package dev.coffer.console.api;

import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import dev.coffer.record.row.ReferringRecords;
import dev.coffer.record.row.ReferringRecords.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the records that refer to a content. The position of a page is the last record before it:
 * the length of its collection's name, the name and the key.
 */
final class ContentRecords {
  private final StoredRows rows;

  ContentRecords(StoredRows rows) {
    this.rows = rows;
  }

  /** The page after a position; the first one if that is null. */
  Json page(long contentId, @Nullable String after, int limit) {
    Reference position = after == null ? null : parse(after);
    List<Reference> found =
        rows.sort(
            (connection, patience) ->
                ReferringRecords.after(connection, contentId, position, limit + 1, patience));
    Slice<Reference> page = Slice.of(found, limit);
    return new Json()
        .withObjects(
            "records",
            page.shown().stream()
                .map(
                    each ->
                        new Json().with("collection", each.collection()).with("key", each.key()))
                .toList())
        .withOptional("next", page.next(ContentRecords::format));
  }

  private static String format(Reference last) {
    return last.collection().length() + " " + last.collection() + last.key();
  }

  private static Reference parse(String text) {
    try {
      int begin = text.indexOf(' ') + 1;
      int end = begin + Integer.parseInt(text.substring(0, Math.max(0, begin - 1)));
      return new Reference(text.substring(begin, end), text.substring(end));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw RefusedRequestException.badRequest(
          "The position 'after' is none of this list; begin with the first page.");
    }
  }
}
