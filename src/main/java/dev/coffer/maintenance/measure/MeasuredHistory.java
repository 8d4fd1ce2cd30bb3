package dev.coffer.maintenance.measure;

import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.ContentsReport;
import dev.coffer.maintenance.DailySize;
import dev.coffer.maintenance.StorageHistory;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.StorageTotal;
import dev.coffer.tx.OwnTransactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The history of sizes in {@code coffer_daily_size}. Thread-safe. */
public record MeasuredHistory(OwnTransactions own) implements StorageHistory {

  /** The days that every database and driver can represent. */
  private static final LocalDate FIRST = LocalDate.EPOCH;

  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private static final String SELECT =
      "select measured_on, measured_at, collection, records, logical_bytes, unique_bytes,"
          + " stored_bytes, contents, kept, content_logical_bytes, content_unique_bytes,"
          + " content_stored_bytes, physical_bytes, expiring, last_change from coffer_daily_size where ";

  private static final String SERIES =
      SELECT + "collection = ? and measured_on between ? and ? order by measured_on";

  private static final String NEWEST =
      SELECT + "measured_on = (select max(measured_on) from coffer_daily_size) order by collection";

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  @Override
  public List<DailySize<StorageTotal>> totals(LocalDate from, LocalDate to) {
    return series(DailySizeRows.WHOLE, from, to, MeasuredHistory::total);
  }

  @Override
  public List<DailySize<ContentsReport>> contents(LocalDate from, LocalDate to) {
    return series(DailySizeRows.WHOLE, from, to, MeasuredHistory::contents);
  }

  @Override
  public List<DailySize<CollectionReport>> collection(
      String collection, LocalDate from, LocalDate to) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    requireOrder(from, to);
    // No collection has the empty name, under which the whole database has its rows.
    return collection.equals(DailySizeRows.WHOLE)
        ? List.of()
        : series(collection, from, to, MeasuredHistory::collection);
  }

  private <T> List<DailySize<T>> series(
      String collection, LocalDate from, LocalDate to, Reading<T> reading) {
    requireOrder(from, to);
    return own.read(
        unit -> {
          try (PreparedStatement query = unit.connection().prepareStatement(SERIES)) {
            query.setString(1, collection);
            query.setObject(2, limited(from));
            query.setObject(3, limited(to));
            try (ResultSet row = query.executeQuery()) {
              List<DailySize<T>> found = new ArrayList<>();
              while (row.next()) {
                found.add(dated(row, reading.read(row)));
              }
              return found;
            }
          }
        });
  }

  private static void requireOrder(LocalDate from, LocalDate to) {
    Objects.requireNonNull(from, "The argument 'from' is null.");
    Objects.requireNonNull(to, "The argument 'to' is null.");
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "The first day, " + from + ", is after the last day, " + to + ".");
    }
  }

  private static LocalDate limited(LocalDate day) {
    return day.isBefore(FIRST) ? FIRST : day.isAfter(LAST) ? LAST : day;
  }

  @Override
  public Optional<DailySize<StorageReport>> newest() {
    return own.read(
        unit -> {
          try (PreparedStatement query = unit.connection().prepareStatement(NEWEST);
              ResultSet row = query.executeQuery()) {
            return Optional.ofNullable(report(row));
          }
        });
  }

  /** The report of a day; null if there is no row. The first row is that of the whole. */
  private static @Nullable DailySize<StorageReport> report(ResultSet row) throws SQLException {
    if (!row.next()) {
      return null;
    }
    StorageTotal total = total(row);
    ContentsReport contents = contents(row);
    LocalDate day = day(row);
    Instant measuredAt = instant(row, 2);
    List<CollectionReport> collections = new ArrayList<>();
    while (row.next()) {
      collections.add(collection(row));
    }
    return new DailySize<>(day, measuredAt, new StorageReport(collections, contents, total));
  }

  private static <T> DailySize<T> dated(ResultSet row, T size) throws SQLException {
    return new DailySize<>(day(row), instant(row, 2), size);
  }

  private static LocalDate day(ResultSet row) throws SQLException {
    return row.getObject(1, LocalDate.class);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  private static CollectionReport collection(ResultSet row) throws SQLException {
    return new CollectionReport(
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(14),
        instant(row, 15));
  }

  private static ContentsReport contents(ResultSet row) throws SQLException {
    return new ContentsReport(
        row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11), row.getLong(12));
  }

  private static StorageTotal total(ResultSet row) throws SQLException {
    long bytes = row.getLong(13);
    OptionalLong physical = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(bytes);
    return new StorageTotal(
        row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), physical);
  }
}
