package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.content.read.DamagedContents;
import dev.coffer.content.row.ContentRow;
import dev.coffer.content.row.ContentRows;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.row.DamageRows;
import dev.coffer.content.row.FrameRows;
import dev.coffer.content.row.RetainedRows;
import dev.coffer.content.row.UnreferencedRows;
import dev.coffer.entity.ContentIds;
import dev.coffer.entity.StoredContent;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes contents unless they exist, inside a unit of work, by the protocol below. Thread-safe.
 *
 * <ol>
 *   <li>A plain query finds the hashes that exist. It takes no locks: share locks on hashes that do
 *       not exist would make writers wait for one another.
 *   <li>The found contents are locked by id, in ascending order, so that the garbage collector
 *       cannot delete them before the caller's reference is committed. Its marks are removed, so
 *       that it keeps them for the whole grace. A content that is gone by then counts as missing. A
 *       content that is known to be damaged gets a new frame.
 *   <li>Only the missing contents are compressed. They are inserted in the order of their hashes,
 *       so that concurrent writers queue up and do not deadlock. The insert skips contents that
 *       other writers have inserted meanwhile.
 *   <li>A second query, with locks, finds each of them. A content with our id is ours, and its
 *       frame follows in the same transaction. A content with another id is another writer's. The
 *       insert also skips a content whose id another content has; it gets another id. The query
 *       must lock, because a plain query shows a REPEATABLE READ transaction neither the commits of
 *       other writers nor deletions.
 *   <li>Contents that are still missing begin again at the third step, for {@value #ROUNDS} rounds
 *       in total.
 * </ol>
 */
public final class ContentWriter {

  private static final int ROUNDS = 3;

  private final ContentRows rows;
  private final DamagedContents damaged;
  private final ContentSettings settings;

  public ContentWriter(ContentSettings settings, ContentRows rows, DamagedContents damaged) {
    this.settings = settings;
    this.rows = rows;
    this.damaged = damaged;
  }

  /** A stored and locked content, and whether this writer has just written its frame. */
  record Claim(StoredContent content, boolean written) {}

  /** Writes the missing contents among these and locks all of them. */
  Map<ContentHash, Claim> write(UnitOfWork unit, Collection<NewContent> contents)
      throws SQLException {
    SortedMap<ContentHash, NewContent> open = new TreeMap<>();
    contents.forEach(content -> open.put(content.hash(), content));
    Map<ContentHash, Claim> claims = new HashMap<>();
    claimExisting(unit, open, claims);
    for (int round = 0; !open.isEmpty(); round++) {
      if (round == ROUNDS) {
        throw new TransientCofferException(
            "The content "
                + open.firstKey()
                + " was deleted repeatedly while it was stored; replay the transaction.");
      }
      insertMissing(unit, open, claims);
    }
    return claims;
  }

  /** Writes a content unless it exists, and locks it. */
  Claim claim(UnitOfWork unit, NewContent content) throws SQLException {
    Claim claim = write(unit, List.of(content)).get(content.hash());
    if (claim == null) {
      throw new IllegalStateException("The content " + content.hash() + " was not written.");
    }
    return claim;
  }

  /**
   * Locks a content if it is stored and not known to be damaged; null otherwise.
   *
   * @throws dev.coffer.api.DamagedContentException if its row has another size
   */
  @Nullable StoredContent lockIfSound(UnitOfWork unit, ContentHash hash, long size)
      throws SQLException {
    ContentRow row = rows.find(unit, hash);
    if (row == null
        || ContentRows.lock(unit, List.of(row.id())).isEmpty()
        || !damaged.among(unit, List.of(row)).isEmpty()) {
      return null;
    }
    row.requireSize(size);
    UnreferencedRows.unmark(unit, List.of(row.id()));
    return row.toStoredContent();
  }

  private void claimExisting(
      UnitOfWork unit, SortedMap<ContentHash, NewContent> open, Map<ContentHash, Claim> claims)
      throws SQLException {
    if (open.isEmpty()) {
      return;
    }
    Collection<ContentRow> found = rows.find(unit, open.keySet()).values();
    if (found.isEmpty()) {
      return;
    }
    Set<Long> locked = ContentRows.lock(unit, found.stream().map(ContentRow::id).toList());
    UnreferencedRows.unmark(unit, locked);
    Set<Long> damagedIds = damaged.among(unit, found);
    for (ContentRow row : found) {
      NewContent content = open.get(row.hash());
      if (content == null || !locked.contains(row.id())) {
        continue;
      }
      row.requireSize(content.size());
      boolean heals = damagedIds.contains(row.id());
      if (heals) {
        FrameRows.replace(unit, new FrameRows.Frame(row.id(), content.frame().get()));
        DamageRows.remove(unit, DamageRows.CONTENTS, Long.toString(row.id()));
        unit.afterCommit(() -> damaged.remove(row.id()));
      }
      claims.put(row.hash(), new Claim(row.toStoredContent(), heals));
      open.remove(row.hash());
    }
  }

  private void insertMissing(
      UnitOfWork unit, SortedMap<ContentHash, NewContent> open, Map<ContentHash, Claim> claims)
      throws SQLException {
    // Before the insert: other writers of the same content wait from the insert to our commit.
    Map<ContentHash, byte[]> frames = new ConcurrentHashMap<>();
    Cores.forEach(
        open.values(),
        NewContent::size,
        content -> frames.put(content.hash(), content.frame().get()));
    List<ContentRow> ours = newRows(unit, open.values());
    rows.insertIfAbsent(unit, ours);
    Map<ContentHash, ContentRow> stored = rows.lockByHash(unit, open.keySet());
    List<FrameRows.Frame> toInsert = new ArrayList<>();
    for (ContentRow own : ours) {
      ContentRow row = stored.get(own.hash());
      if (row == null) {
        // Deleted since the insert, or never inserted: another content has its id.
        ContentIds.OF_PROCESS.restart();
        continue;
      }
      boolean written = row.id() == own.id();
      if (written) {
        byte[] frame =
            Objects.requireNonNull(frames.get(own.hash()), "each missing content was compressed");
        toInsert.add(new FrameRows.Frame(row.id(), frame));
      }
      claims.put(own.hash(), new Claim(row.toStoredContent(), written));
      open.remove(own.hash());
    }
    FrameRows.insert(unit, toInsert);
  }

  private List<ContentRow> newRows(UnitOfWork unit, Collection<NewContent> contents)
      throws SQLException {
    long[] newIds = ContentIds.OF_PROCESS.take(contents.size());
    Instant now = RetainedRows.now(unit);
    List<ContentRow> newRows = new ArrayList<>();
    for (NewContent content : contents) {
      newRows.add(
          new ContentRow(
              newIds[newRows.size()], settings.domain(), content.hash(), content.size(), now));
    }
    return newRows;
  }
}
