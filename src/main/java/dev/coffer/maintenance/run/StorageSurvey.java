package dev.coffer.maintenance.run;

import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.ContentsReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.StorageTotal;
import dev.coffer.tx.UnitOfWork;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the data in Coffer's tables. It scans whole tables (without their frames), so its time is
 * proportional to the number of rows. It takes no locks.
 */
public final class StorageSurvey {

  private static final Logger log = LoggerFactory.getLogger(StorageSurvey.class);

  private static final String RECORDS =
      """
      select collection, count(*), sum(size),
             sum(case when content_id is null then size else 0 end),
             sum(case when content_id is null then octet_length(frame) else 0 end),
             sum(case when expires_at is null then 0 else 1 end),
             max(coalesce(updated_at, created_at))
      from coffer_record group by collection
      """;

  /**
   * The distinct frames of a collection's contents, or of their parts. The query finds them by the
   * references, which are few, and not by a scan of all records. The stored size of a frame that is
   * marked as damaged is negative.
   */
  private static final String CONTENTS_OF_RECORDS =
      """
      select leaf.collection, sum(c.size), sum(abs(1.0 * f.stored_size))
      from (select distinct r.collection, coalesce(p.part_id, r.content_id) as content_id
            from coffer_record_content r
            left join coffer_part p on p.content_id = r.content_id) leaf
      join coffer_content c on c.id = leaf.content_id
      join coffer_frame f on f.content_id = leaf.content_id
      group by leaf.collection
      """;

  private static final String CONTENTS =
      """
      select count(*),
             sum(case when exists (select 1 from coffer_retained r where r.content_id = c.id)
                        or exists (select 1 from coffer_holder h where h.content_id = c.id)
                      then 1 else 0 end),
             sum(case when exists (select 1 from coffer_part p where p.part_id = c.id)
                      then 0 else c.size end),
             sum(case when exists (select 1 from coffer_part p where p.content_id = c.id)
                      then 0 else c.size end),
             (select sum(abs(1.0 * stored_size)) from coffer_frame),
             sum(case when exists (select 1 from coffer_part p where p.part_id = c.id)
                        or exists (select 1 from coffer_record_content r
                                   where r.content_id = c.id)
                      then 0 else c.size end)
      from coffer_content c
      """;

  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private StorageSurvey() {}

  /** Counts the current data. */
  public static StorageReport report(UnitOfWork unit) throws SQLException {
    Map<String, CollectionReport> collections = records(unit);
    List<CollectionReport> inline = List.copyOf(collections.values());
    addContentsOfRecords(unit, collections);
    try (PreparedStatement statement = unit.connection().prepareStatement(CONTENTS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      ContentsReport contents =
          new ContentsReport(
              row.getLong(1), row.getLong(2), bytes(row, 3), bytes(row, 4), bytes(row, 5));
      StorageTotal total =
          new StorageTotal(
              sum(inline, CollectionReport::records),
              plus(sum(inline, CollectionReport::logicalBytes), bytes(row, 6)),
              plus(sum(inline, CollectionReport::uniqueBytes), contents.uniqueBytes()),
              plus(sum(inline, CollectionReport::storedBytes), contents.storedBytes()),
              physicalBytes(unit));
      return new StorageReport(List.copyOf(collections.values()), contents, total);
    }
  }

  private static long sum(List<CollectionReport> reports, ToLongFunction<CollectionReport> figure) {
    return reports.stream().mapToLong(figure).sum();
  }

  /** The records of each collection, with the bytes of their inline frames alone. */
  private static Map<String, CollectionReport> records(UnitOfWork unit) throws SQLException {
    Map<String, CollectionReport> collections = new TreeMap<>();
    try (PreparedStatement statement = unit.connection().prepareStatement(RECORDS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        collections.put(
            name,
            new CollectionReport(
                name,
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6),
                rows.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
      }
    }
    return collections;
  }

  private static void addContentsOfRecords(
      UnitOfWork unit, Map<String, CollectionReport> collections) throws SQLException {
    try (PreparedStatement statement = unit.connection().prepareStatement(CONTENTS_OF_RECORDS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long unique = bytes(rows, 2);
        long stored = bytes(rows, 3);
        collections.computeIfPresent(
            rows.getString(1),
            (name, inline) ->
                new CollectionReport(
                    name,
                    inline.records(),
                    inline.logicalBytes(),
                    inline.uniqueBytes() + unique,
                    inline.storedBytes() + stored,
                    inline.expiring(),
                    inline.lastChange()));
      }
    }
  }

  private static long plus(long one, long other) {
    return limited(BigDecimal.valueOf(one).add(BigDecimal.valueOf(other)));
  }

  private static long bytes(ResultSet row, int column) throws SQLException {
    BigDecimal sum = row.getBigDecimal(column);
    return sum == null ? 0 : limited(sum);
  }

  /** A sum of bytes, limited to 64 bits because damaged rows may make it larger. */
  private static long limited(BigDecimal sum) {
    return sum.max(LEAST).min(MOST).longValue();
  }

  private static OptionalLong physicalBytes(UnitOfWork unit) {
    for (String query : unit.dialect().physicalBytes()) {
      try (PreparedStatement statement = unit.connection().prepareStatement(query);
          ResultSet rows = statement.executeQuery()) {
        long bytes = rows.next() ? rows.getLong(1) : 0;
        if (bytes > 0) {
          return OptionalLong.of(bytes);
        }
      } catch (SQLException e) {
        // The account may lack the privilege; the rest of the report is still useful.
        log.debug("The database did not report the physical size of Coffer's tables.", e);
      }
    }
    return OptionalLong.empty();
  }
}
