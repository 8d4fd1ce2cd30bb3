package dev.coffer.content;

import dev.coffer.api.ContentHash;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads contents inside units of work, for the stores of this package and for records
 * that are kept as contents. One for each Coffer; thread-safe.
 */
public final class ContentEngine {
  private final ContentSettings settings;
  private final StatisticsRecorder statistics;

  public ContentEngine(ContentSettings settings, StatisticsRecorder statistics) {
    this.settings = settings;
    this.statistics = statistics;
  }

  private <T> T unbuilt(@Nullable T nothing) {
    return Objects.requireNonNull(
        nothing, () -> "The engine is being built: " + statistics.snapshot());
  }

  /** The store that runs its work by these transactions. */
  public ContentStore over(Transactions transactions) {
    return unbuilt(null);
  }

  /** Hashes these bytes, outside of any transaction; they are not copied and must not change. */
  public PreparedContent prepare(byte[] raw) {
    ContentHash hash = ContentHasher.hash(settings.algorithm(), raw);
    return new PreparedContent(raw, hash);
  }

  /**
   * Makes sure that each of these contents is stored, and locks it until the transaction ends, so
   * that a row of the same transaction can refer to it. Contents that exist are not sent; a content
   * of any size is accepted. Equal contents may occur more than once.
   *
   * @return the stored contents in the order of the given ones
   * @throws dev.coffer.api.TransientCofferException if others kept deleting what was found
   */
  public List<StoredContent> write(UnitOfWork unit, List<PreparedContent> contents)
      throws SQLException {
    return unbuilt(null);
  }

  /**
   * Reads the bytes of a content that a row refers to.
   *
   * @throws dev.coffer.api.DamagedContentException if its stored bytes are damaged
   * @throws dev.coffer.api.CofferException if no content has this id
   */
  public byte[] read(UnitOfWork unit, long contentId) throws SQLException {
    return unbuilt(null);
  }

  /**
   * Reads the bytes of several contents, in few round trips, all into memory; an id that no content
   * has is not in the result.
   *
   * @throws dev.coffer.api.DamagedContentException if the stored bytes of one are damaged
   */
  public Map<Long, byte[]> readAll(UnitOfWork unit, Collection<Long> contentIds)
      throws SQLException {
    return unbuilt(null);
  }
}
