package dev.coffer.console.api;

import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.scan.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists the largest and the newest contents first. The database sorts the narrow rows of all
 * contents for each page, because no index has these orders. A position is the value that is sorted
 * by, and an id.
 */
final class SortedContents {
  private final ContentStore contents;
  private final StoredRows rows;

  SortedContents(ContentStore contents, StoredRows rows) {
    this.contents = contents;
    this.rows = rows;
  }

  /**
   * A page in an order.
   *
   * @param order {@code size} or {@code age}
   * @param after the position of the page; null for the first one
   */
  Json list(String order, @Nullable String after, int limit) {
    String column =
        switch (order) {
          case "size" -> "size";
          case "age" -> "createdAt";
          default ->
              throw RefusedRequestException.badRequest(
                  "The order '" + order + "' is unknown; use hash, size or age.");
        };
    List<StoredContent> found =
        domain().map(domain -> page(column, domain, after, limit)).orElse(List.of());
    List<Json> shown = new ArrayList<>();
    for (StoredContent each : found.subList(0, Math.min(limit, found.size()))) {
      info(each).map(ContentsApi::describe).ifPresent(shown::add);
    }
    return new Json()
        .withObjects("contents", shown)
        .withOptional("next", found.size() > limit ? position(column, found.get(limit - 1)) : null);
  }

  /** The domain of the store, which its contents have; other domains are not for this process. */
  private Optional<String> domain() {
    return contents.list(null, 1).stream()
        .findFirst()
        .flatMap(first -> contents.find(first.hash()))
        .map(StoredContent::domain);
  }

  /** The state of a content; empty if it was deleted meanwhile, or if its row is damaged. */
  private Optional<ContentInfo> info(StoredContent content) {
    try {
      return contents.info(content.hash());
    } catch (DamagedContentRowException | DamagedContentException e) {
      return Optional.empty();
    }
  }

  private List<StoredContent> page(
      String column, String domain, @Nullable String after, int limit) {
    String later =
        after == null
            ? ""
            : " and (c.%1$s < :value or (c.%1$s = :value and c.id < :id))".formatted(column);
    return rows.read(
        queries -> {
          var query =
              queries
                  .createQuery(
                      "select c from StoredContent c where c.domain = :domain"
                          + later
                          + " order by c."
                          + column
                          + " desc, c.id desc",
                      StoredContent.class)
                  .setParameter("domain", domain)
                  .setMaxResults(limit + 1);
          if (after != null) {
            String[] position = after.split(" ", -1);
            query.setParameter("value", value(column, position)).setParameter("id", id(position));
          }
          return query.getResultList();
        });
  }

  private static String position(String column, StoredContent last) {
    return (column.equals("size") ? Long.toString(last.size()) : last.createdAt())
        + " "
        + last.id();
  }

  private static Object value(String column, String... position) {
    try {
      return column.equals("size")
          ? (Object) Long.parseLong(position[0])
          : StoredRows.column(Instant.parse(position[0]));
    } catch (NumberFormatException | DateTimeException e) {
      throw unknown();
    }
  }

  private static long id(String... position) {
    try {
      return Long.parseLong(position[position.length - 1]);
    } catch (NumberFormatException e) {
      throw unknown();
    }
  }

  private static RefusedRequestException unknown() {
    return RefusedRequestException.badRequest(
        "The position 'after' is none of this order; begin with the first page.");
  }
}
