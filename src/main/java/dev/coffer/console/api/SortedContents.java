package dev.coffer.console.api;

import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DamagedContentRowException;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.scan.Json;
import dev.coffer.tx.LimitedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists the largest and the newest contents first. The database sorts the narrow rows of all
 * contents for each page, because no index has these orders. The position of a page is the value
 * that is sorted by, and the id, of the last content before it.
 */
final class SortedContents {
  private final ContentStore contents;
  private final StoredRows rows;

  SortedContents(ContentStore contents, StoredRows rows) {
    this.contents = contents;
    this.rows = rows;
  }

  private enum Order {
    SIZE("size") {
      @Override
      Object value(String text) {
        return Long.valueOf(text);
      }

      @Override
      String text(ResultSet row) throws SQLException {
        return Long.toString(row.getLong(column));
      }
    },

    AGE("created_at") {
      @Override
      Object value(String text) {
        return StoredRows.column(Instant.parse(text));
      }

      @Override
      String text(ResultSet row) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC).toString();
      }
    };

    final String column;

    Order(String column) {
      this.column = column;
    }

    static Order of(String name) {
      return switch (name) {
        case "size" -> SIZE;
        case "age" -> AGE;
        default ->
            throw RefusedRequestException.badRequest(
                "The order '" + name + "' is unknown; use hash, size or age.");
      };
    }

    /** The value of the column in a position. */
    abstract Object value(String text);

    /** The text of the column's value, for a position. */
    abstract String text(ResultSet row) throws SQLException;
  }

  /** A content in an order. */
  private record Place(String value, long id) {

    static Place parse(String position) {
      int space = position.indexOf(' ');
      return new Place(
          position.substring(0, Math.max(0, space)), Long.parseLong(position.substring(space + 1)));
    }

    @Override
    public String toString() {
      return value + " " + id;
    }
  }

  /**
   * A page in an order.
   *
   * @param order {@code size} or {@code age}
   * @param after the position of the page; null for the first one
   */
  Json list(String order, @Nullable String after, int limit) {
    Slice<Place> page = Slice.of(places(Order.of(order), after, limit + 1), limit);
    List<Json> infos = new ArrayList<>();
    for (StoredContent each : read(page.shown().stream().map(Place::id).toList())) {
      info(each).map(ContentsApi::describe).ifPresent(infos::add);
    }
    return new Json()
        .withObjects("contents", infos)
        .withOptional("next", page.next(Place::toString));
  }

  /** The domain of the store, which its contents have; other domains are not for this process. */
  private Optional<String> domain() {
    return contents.list(null, 1).stream()
        .findFirst()
        .flatMap(first -> contents.find(first.hash()))
        .map(StoredContent::domain);
  }

  private List<Place> places(Order order, @Nullable String after, int limit) {
    Place place;
    Object value;
    try {
      place = after == null ? null : Place.parse(after);
      value = place == null ? null : order.value(place.value());
    } catch (NumberFormatException | DateTimeException e) {
      throw RefusedRequestException.badRequest(
          "The position 'after' is none of this order; begin with the first page.");
    }
    return domain()
        .map(
            domain ->
                rows.sort(
                    (connection, patience) ->
                        places(connection, order, domain, value, place, limit, patience)))
        .orElse(List.of());
  }

  private static List<Place> places(
      Connection connection,
      Order order,
      String domain,
      @Nullable Object value,
      @Nullable Place after,
      int limit,
      Duration patience)
      throws SQLException {
    String sql =
        "select c.id, c.%1$s from coffer_content c where c.domain = ?"
            + (after == null ? "" : " and (c.%1$s < ? or (c.%1$s = ? and c.id < ?))")
            + " order by c.%1$s desc, c.id desc fetch first ? rows only";
    try (PreparedStatement query = connection.prepareStatement(sql.formatted(order.column))) {
      int position = 1;
      query.setString(position++, domain);
      if (after != null) {
        query.setObject(position++, value);
        query.setObject(position++, value);
        query.setLong(position++, after.id());
      }
      query.setInt(position, limit);
      List<Place> found = new ArrayList<>();
      try (ResultSet rows = LimitedQuery.execute(query, patience)) {
        while (rows.next()) {
          found.add(new Place(order.text(rows), rows.getLong(1)));
        }
      }
      return found;
    }
  }

  /** The contents of these ids, in their order, without those that were deleted meanwhile. */
  private List<StoredContent> read(List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return rows
        .read(
            queries ->
                queries
                    .createQuery(
                        "select c from StoredContent c where c.id in :ids", StoredContent.class)
                    .setParameter("ids", ids)
                    .getResultList())
        .stream()
        .sorted(Comparator.comparing(each -> ids.indexOf(each.id())))
        .toList();
  }

  /** The state of a content; empty if it was deleted meanwhile, or if its row is damaged. */
  private Optional<ContentInfo> info(StoredContent content) {
    try {
      return contents.info(content.hash());
    } catch (DamagedContentRowException | DamagedContentException e) {
      return Optional.empty();
    }
  }
}
