package example.sessions.store;

import dev.coffer.Coffer;
import dev.coffer.record.Expiry;
import dev.coffer.record.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.MapSession;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.SaveMode;

/**
 * A repository of Spring Session that stores each session as a record. Thread-safe.
 *
 * <p>A save is one transaction, separate from any transaction of its caller. It merges the changed
 * attributes into the stored session, so that simultaneous requests of one session lose no
 * attribute. If only the time of the last access changed, the save writes no value.
 */
public final class CofferSessionRepository
    implements FindByIndexNameSessionRepository<CofferSession> {

  private final Coffer coffer;
  private final SessionRecords records;
  private final AttributeSerializer serializer;
  private final IndexResolver<CofferSession> principals = new PrincipalNameIndexResolver<>();
  private final Duration maxInactiveInterval;
  private final SaveMode saveMode;

  /** A repository with the defaults of Spring Session. */
  public CofferSessionRepository(Coffer coffer) {
    this(
        coffer,
        MapSession.DEFAULT_MAX_INACTIVE_INTERVAL,
        SaveMode.ON_SET_ATTRIBUTE,
        CofferSessionRepository.class.getClassLoader());
  }

  /**
   * A repository with these settings.
   *
   * @param maxInactiveInterval the time to live of a new session after each access; negative for
   *     sessions that never expire
   * @param saveMode which attributes a save writes
   * @param loader the loader of the classes of attributes
   */
  public CofferSessionRepository(
      Coffer coffer, Duration maxInactiveInterval, SaveMode saveMode, ClassLoader loader) {
    this.coffer = coffer;
    this.records = new SessionRecords(coffer);
    this.serializer = new AttributeSerializer(loader);
    this.maxInactiveInterval = maxInactiveInterval;
    this.saveMode = saveMode;
  }

  @Override
  public CofferSession createSession() {
    return new CofferSession(serializer, saveMode, maxInactiveInterval);
  }

  @Override
  public void save(CofferSession session) {
    if (session.isUnchanged()) {
      return;
    }
    Optional<Expiry> expiry = expiry(session);
    if (expiry.isPresent()) {
      write(session, expiry.get());
    } else if (!session.isNew()) {
      deleteById(session.storedId());
    }
  }

  private void write(CofferSession session, Expiry expiry) {
    String principal =
        session.mayHaveAnotherPrincipal()
            ? principals.resolveIndexesFor(session).get(PRINCIPAL_NAME_INDEX_NAME)
            : session.storedPrincipal();
    SessionChange change = session.change(principal);
    coffer.runInTransaction(
        stores -> {
          SessionRecords joined = new SessionRecords(stores);
          if (session.isNew()) {
            joined.insert(session.getId(), change.applyTo(session.empty()), expiry);
          } else if (session.isOnlyTouched()) {
            joined.touch(session.storedId(), principal, expiry);
          } else {
            joined.update(session.storedId(), session.newId(), change, expiry);
          }
        });
    session.saved(principal);
  }

  @Override
  public @Nullable CofferSession findById(String id) {
    return records.find(id).map(this::session).orElse(null);
  }

  @Override
  public void deleteById(String id) {
    coffer.runInTransaction(stores -> new SessionRecords(stores).delete(id));
  }

  @Override
  public Map<String, CofferSession> findByIndexNameAndIndexValue(String name, String value) {
    Map<String, CofferSession> found = new LinkedHashMap<>();
    if (PRINCIPAL_NAME_INDEX_NAME.equals(name)) {
      records.ofPrincipal(value).forEach((id, stored) -> found.put(id, session(stored)));
    }
    return found;
  }

  private CofferSession session(StoredValue<StoredSession, String> record) {
    StoredSession stored = record.value();
    Instant lastAccess =
        record.timeToLive() != null
            ? Instant.now().minus(stored.maxInactiveInterval().minus(record.timeToLive()))
            : Optional.ofNullable(stored.lastAccessedAt()).orElse(stored.createdAt());
    return new CofferSession(serializer, saveMode, record.key(), stored, lastAccess);
  }

  /** The expiry of a session by its last access; empty if it has expired. */
  private static Optional<Expiry> expiry(CofferSession session) {
    if (session.getMaxInactiveInterval().isNegative()) {
      return Optional.of(Expiry.never());
    }
    Duration idle = Duration.between(session.getLastAccessedTime(), Instant.now());
    Duration left = session.getMaxInactiveInterval().minus(idle);
    return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(Expiry.after(left));
  }
}
