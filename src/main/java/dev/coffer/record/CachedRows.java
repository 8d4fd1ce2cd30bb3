package dev.coffer.record;

import dev.coffer.cache.CacheRegions;
import dev.coffer.codec.Payload;
import dev.coffer.entity.RecordId;
import dev.coffer.entity.StoredFrame;
import dev.coffer.entity.StoredRecord;
import dev.coffer.tx.Transactions;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of records as Hibernate's second-level cache holds them: the record with its inline frame,
 * or with the frame of its content, which is cached by the content's id. Thread-safe.
 */
final class CachedRows {

  /** As hints of the query itself: {@code find} takes no notice of a session's cache mode. */
  private static final Map<String, Object> PAST_THE_CACHE =
      Map.of(
          "jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS,
          "jakarta.persistence.cache.storeMode", CacheStoreMode.REFRESH);

  private static final Logger log = LoggerFactory.getLogger(CachedRows.class);

  /** The largest content that is one frame, in raw bytes; a larger one is made of parts. */
  private static final long LARGEST_FRAME = 1 << 20;

  /**
   * What the cache knows of a key.
   *
   * @param row the record with its bytes; null if the cache lacks either
   * @param isLoadable whether it is worth while to load what it lacks
   */
  record Found(@Nullable RecordRow row, boolean isLoadable) {}

  /**
   * What was loaded for a key.
   *
   * @param row the record, expired or not; null if there is none, or if its bytes are not for
   *     caching
   * @param exists whether there is one
   */
  record Loaded(@Nullable RecordRow row, boolean exists) {}

  private final SessionFactoryImplementor sessions;
  private final CachedRegion records;
  private final @Nullable CachedRegion frames;
  private final DirectReader direct;

  private CachedRows(
      SessionFactoryImplementor sessions,
      CachedRegion records,
      @Nullable CachedRegion frames,
      DirectReader direct) {
    this.sessions = sessions;
    this.records = records;
    this.frames = frames;
    this.direct = direct;
  }

  static CachedRows of(
      SessionFactoryImplementor sessions, CachedRegion records, DirectReader direct) {
    // A host's provider may bound its regions by entries; a frame may have a megabyte.
    boolean bounded =
        Boolean.parseBoolean(
            String.valueOf(sessions.getProperties().get(CacheRegions.FRAMES_BOUNDED_BY_BYTES)));
    CachedRegion frames = bounded ? CachedRegion.of(sessions, StoredFrame.class) : null;
    return new CachedRows(sessions, records, frames, direct);
  }

  /** Asks the cache alone. A cache that fails knows nothing; the database answers then. */
  Found find(Transactions transactions, String collection, String key) {
    try {
      return lookUp(transactions, collection, key);
    } catch (RuntimeException e) {
      log.warn("The cache failed for '{}' of '{}'; the database answers.", key, collection, e);
      return new Found(null, false);
    }
  }

  private Found lookUp(Transactions transactions, String collection, String key) {
    try (Session session = sessions.openSession()) {
      SharedSessionContractImplementor shared =
          session.unwrap(SharedSessionContractImplementor.class);
      CachedRegion.Attributes found = records.find(shared, new RecordId(collection, key));
      if (found == null) {
        return new Found(null, true);
      }
      Head head = Head.of(found);
      Payload payload = found.payload("payload");
      if (payload == null) {
        if (!isFrameCacheable(head)) {
          return new Found(null, false);
        }
        payload = frame(shared, Objects.requireNonNull(head.contentId));
      }
      return payload == null
          ? new Found(null, true)
          : new Found(row(transactions, collection, key, head, payload), true);
    }
  }

  /**
   * Loads a record with its bytes, by Hibernate, which leaves them in the cache. In a session of
   * its own without a transaction: Hibernate gives a connection back after each query of such a
   * one, be it another's. Whatever fails here is left to the direct reader, to succeed or to fail
   * with.
   *
   * @param pastTheCache whether the record itself is to come from the database in any case
   */
  Loaded load(Transactions transactions, String collection, String key, boolean pastTheCache) {
    try (Session session = sessions.openSession()) {
      StoredRecord found =
          session.find(
              StoredRecord.class,
              new RecordId(collection, key),
              pastTheCache ? PAST_THE_CACHE : Map.of());
      if (found == null) {
        return new Loaded(null, false);
      }
      Head head = Head.of(found, session);
      Optional<Payload> payload = found.payload().or(() -> loadFrame(session, head));
      return new Loaded(
          payload.map(each -> row(transactions, collection, key, head, each)).orElse(null), true);
    } catch (PersistenceException e) {
      log.debug("Loading '{}' of '{}' into the cache failed.", key, collection, e);
      return new Loaded(null, true);
    }
  }

  void evict(String collection, String key) {
    records.evict(new RecordId(collection, key));
  }

  /** Evicts records, and what sessions that are open now have read of them before. */
  void evictForOpenSessions(String collection, List<String> keys) {
    try (Session session = sessions.openSession()) {
      SharedSessionContractImplementor shared =
          session.unwrap(SharedSessionContractImplementor.class);
      for (String key : keys) {
        records.evictForOpenSessions(shared, new RecordId(collection, key));
      }
    }
  }

  private @Nullable Payload frame(SharedSessionContractImplementor session, long contentId) {
    CachedRegion.@Nullable Attributes cached =
        frames == null ? null : frames.find(session, contentId);
    return cached == null ? null : cached.payload("payload");
  }

  private Optional<Payload> loadFrame(Session session, Head head) {
    return isFrameCacheable(head)
        ? Optional.ofNullable(session.find(StoredFrame.class, head.contentId))
            .map(StoredFrame::payload)
        : Optional.empty();
  }

  private boolean isFrameCacheable(Head head) {
    return frames != null && head.contentId != null && head.size <= LARGEST_FRAME;
  }

  private RecordRow row(
      Transactions transactions, String collection, String key, Head head, Payload payload) {
    RecordStamp stamp = head.stamp;
    return new RecordRow(
        key,
        head.type,
        stamp.version(),
        stamp.createdAt(),
        stamp.updatedAt(),
        stamp.expiresAt(),
        head.size,
        head.contentId,
        new StoredBytes.Cached(
            payload, head.size, () -> anew(transactions, collection, key, head)));
  }

  /** The bytes from the database, after those from the cache were found damaged. */
  private byte[] anew(Transactions transactions, String collection, String key, Head head) {
    evict(collection, key);
    if (frames != null && head.contentId != null) {
      frames.evict(head.contentId);
    }
    RecordRow row = direct.find(transactions, collection, key);
    if (row == null || !row.stamp().equals(head.stamp)) {
      throw ValueBytes.damaged(
          collection, key, "its cached bytes were, and it has changed since: read it again", null);
    }
    return row.bytes().raw();
  }

  /** A record without its bytes. */
  private static final class Head {
    private final String type;
    private final RecordStamp stamp;
    private final long size;
    private final @Nullable Long contentId;

    private Head(String type, RecordStamp stamp, long size, @Nullable Long contentId) {
      this.type = type;
      this.stamp = stamp;
      this.size = size;
      this.contentId = contentId;
    }

    static Head of(CachedRegion.Attributes cached) {
      LocalDateTime expiry = cached.time("expiresAt");
      return new Head(
          Objects.requireNonNull(cached.text("type")),
          new RecordStamp(
              Objects.requireNonNull(cached.number("version")),
              instant(Objects.requireNonNull(cached.time("createdAt"))),
              instant(Objects.requireNonNull(cached.time("updatedAt"))),
              expiry == null ? null : instant(expiry)),
          Objects.requireNonNull(cached.number("size")),
          cached.number("content"));
    }

    static Head of(StoredRecord found, Session session) {
      return new Head(
          found.type(),
          new RecordStamp(
              found.version(),
              found.createdAt(),
              found.updatedAt(),
              found.expiresAt().orElse(null)),
          found.size(),
          found.content().map(each -> (Long) session.getIdentifier(each)).orElse(null));
    }

    private static Instant instant(LocalDateTime utc) {
      return utc.toInstant(ZoneOffset.UTC);
    }
  }
}
