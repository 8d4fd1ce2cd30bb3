package example.sessions.store;

import dev.coffer.Stores;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three collections of sessions, over the transactions of their stores.
 *
 * <ul>
 *   <li>{@code sessions}: each session under its id.
 *   <li>{@code sessions/principals}: the id of each session of a user, under the name of the user
 *       and the id. It expires with the session.
 *   <li>{@code sessions/moved}: the new id of a session, under the old one. A request that began
 *       before the change of the id saves its changes by it. No request finds a session by it.
 * </ul>
 */
final class SessionRecords {

  /** The name of the collection of sessions. */
  static final String SESSIONS = "sessions";

  /** More time than a request takes. */
  private static final Expiry MOVED = Expiry.after(Duration.ofHours(1));

  private final RecordRepository<StoredSession, String> sessions;
  private final RecordRepository<String, String> principals;
  private final RecordRepository<String, String> moved;

  SessionRecords(Stores stores) {
    this.sessions = stores.records(SESSIONS, StoredSession.class);
    this.principals = stores.records("sessions/principals", String.class);
    this.moved = stores.records("sessions/moved", String.class);
  }

  Optional<StoredValue<StoredSession, String>> find(String id) {
    return sessions.find(id);
  }

  Map<String, StoredValue<StoredSession, String>> ofPrincipal(String principal) {
    // The name of another user may begin with this name and a slash.
    List<String> ids =
        principals
            .scan(Range.prefix(principal + "/"))
            .filter(each -> each.key().equals(entry(principal, each.value())))
            .map(StoredValue::value)
            .toList();
    return sessions.findAll(ids);
  }

  void insert(String id, StoredSession session, Expiry expiry) {
    sessions.put(id, session, expiry);
    if (session.principal() != null) {
      principals.put(entry(session.principal(), id), id, expiry);
    }
  }

  /** Sets the expiry of a session. It writes no value. */
  void touch(String id, @Nullable String principal, Expiry expiry) {
    Optional<String> current = lock(id, expiry);
    if (current.isPresent() && principal != null) {
      principals.touch(entry(principal, current.get()), expiry);
    }
  }

  /** Changes a session and its id. A session that was deleted meanwhile stays deleted. */
  void update(String id, @Nullable String newId, SessionChange change, Expiry expiry) {
    String current = lock(id, expiry).orElse(null);
    if (current == null) {
      return;
    }
    StoredSession before = sessions.get(current).orElseThrow();
    StoredSession after = change.applyTo(before);
    String next = newId == null ? current : newId;
    if (newId != null) {
      sessions.rename(current, next);
      moved.put(current, next, MOVED);
    }
    sessions.put(next, after, expiry);
    boolean sameEntry =
        next.equals(current) && Objects.equals(before.principal(), after.principal());
    if (before.principal() != null && !sameEntry) {
      principals.delete(entry(before.principal(), current));
    }
    if (after.principal() != null) {
      principals.put(entry(after.principal(), next), next, expiry);
    }
  }

  /** Deletes a session, also by an id that it had before. */
  void delete(String id) {
    Optional<String> current = Optional.of(id);
    while (current.isPresent()) {
      Optional<StoredSession> deleted = sessions.getAndDelete(current.get());
      if (deleted.isPresent()) {
        if (deleted.get().principal() != null) {
          principals.delete(entry(deleted.get().principal(), current.get()));
        }
        return;
      }
      current = moved.get(current.get());
    }
  }

  /**
   * Sets the expiry of a session, which locks its record until the end of the transaction. Returns
   * its id, which another request may have changed; empty if there is no session any more.
   */
  private Optional<String> lock(String id, Expiry expiry) {
    Optional<String> current = Optional.of(id);
    while (current.isPresent() && !sessions.touch(current.get(), expiry)) {
      current = moved.get(current.get());
    }
    return current;
  }

  private static String entry(String principal, String id) {
    return principal + "/" + id;
  }
}
