package dev.coffer.content.read;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.row.ContentRow;
import dev.coffer.dialect.Dialect;
import dev.coffer.entity.StoredContent;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queries for the state of the contents of one domain. Immutable and thread-safe. */
public final class ContentListing {
  private static final String STATE =
      ", case when exists (select 1 from coffer_retained r where r.content_id = c.id)"
          + " or exists (select 1 from coffer_holder h where h.content_id = c.id)"
          + " then 1 else 0 end"
          + ", case when exists (select 1 from coffer_part p where p.part_id = c.id)"
          + " then 1 else 0 end"
          + " from coffer_content c where c.domain = ? and c.algorithm = ?";

  private final String domain;

  public ContentListing(String domain) {
    this.domain = domain;
  }

  /** The state of one content; empty if it is not stored. */
  public Optional<ContentInfo> find(UnitOfWork unit, ContentHash hash) throws SQLException {
    List<ContentInfo> found =
        query(unit, hash.algorithm(), " and c.digest = ?", hash.digest(), null);
    return found.stream().findFirst();
  }

  /**
   * The contents that follow a hash, in the order of hashes.
   *
   * @param after null for the first contents
   * @param limit the largest number of contents
   */
  public List<ContentInfo> list(UnitOfWork unit, @Nullable ContentHash after, int limit)
      throws SQLException {
    List<ContentInfo> page = new ArrayList<>();
    // One query for each algorithm: the index begins with the digest, and its order saves a sort.
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      int order = after == null ? 1 : algorithm.compareTo(after.algorithm());
      if (order < 0 || page.size() == limit) {
        continue;
      }
      byte[] digest = after == null || order > 0 ? null : after.digest();
      page.addAll(
          query(
              unit,
              algorithm,
              (digest == null ? "" : " and c.digest > ?") + " order by c.digest limit ?",
              digest,
              limit - page.size()));
    }
    return page;
  }

  private List<ContentInfo> query(
      UnitOfWork unit,
      HashAlgorithm algorithm,
      String suffix,
      byte @Nullable [] digest,
      @Nullable Integer limit)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String sql = "select " + ContentRow.COLUMNS + ", " + dialect.utcNow() + STATE + suffix;
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      int index = 1;
      query.setString(index++, domain);
      query.setShort(index++, algorithm.code());
      if (digest != null) {
        query.setBytes(index++, digest);
      }
      if (limit != null) {
        query.setInt(index, limit);
      }
      List<ContentInfo> found = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          found.add(read(result));
        }
      }
      return found;
    }
  }

  private static ContentInfo read(ResultSet result) throws SQLException {
    StoredContent content = ContentRow.read(result).toStoredContent();
    int next = ContentRow.COLUMN_COUNT + 1;
    Instant now = result.getObject(next, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    Duration age = Duration.between(content.createdAt(), now);
    return new ContentInfo(
        content.hash(),
        content.size(),
        // An entity manager takes the time from the clock of its process, which may be ahead.
        age.isNegative() ? Duration.ZERO : age,
        result.getBoolean(next + 1),
        result.getBoolean(next + 2));
  }
}
