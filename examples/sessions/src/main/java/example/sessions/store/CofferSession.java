package example.sessions.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.UuidSessionIdGenerator;

/**
 * A session during a request. It deserializes an attribute at its first use, and remembers its own
 * changes. Not thread-safe.
 */
public final class CofferSession implements Session {

  /** The attributes from which the principal is resolved. The second is that of Spring Security. */
  private static final Set<String> OF_PRINCIPAL =
      Set.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "SPRING_SECURITY_CONTEXT");

  private final AttributeSerializer serializer;
  private final SaveMode saveMode;
  private final Instant createdAt;

  private final Map<String, byte[]> serialized;
  private final Map<String, Object> attributes = new HashMap<>();
  private final Set<String> changedAttributes = new HashSet<>();

  private String id;
  private @Nullable String storedId;
  private @Nullable String storedPrincipal;
  private Duration maxInactiveInterval;
  private boolean intervalChanged;
  private Instant lastAccessedTime;
  private boolean accessed;

  /** A new session, which is not stored yet. */
  CofferSession(AttributeSerializer serializer, SaveMode saveMode, Duration maxInactiveInterval) {
    this.serializer = serializer;
    this.saveMode = saveMode;
    this.createdAt = Instant.now();
    this.serialized = new HashMap<>();
    this.id = UuidSessionIdGenerator.getInstance().generate();
    this.maxInactiveInterval = maxInactiveInterval;
    this.lastAccessedTime = createdAt;
  }

  /** A stored session. */
  CofferSession(
      AttributeSerializer serializer,
      SaveMode saveMode,
      String id,
      StoredSession stored,
      Instant lastAccessedTime) {
    this.serializer = serializer;
    this.saveMode = saveMode;
    this.createdAt = stored.createdAt();
    this.storedPrincipal = stored.principal();
    this.serialized = new HashMap<>(stored.attributes());
    this.id = id;
    this.storedId = id;
    this.maxInactiveInterval = stored.maxInactiveInterval();
    this.lastAccessedTime = lastAccessedTime;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String changeSessionId() {
    id = UuidSessionIdGenerator.getInstance().generate();
    return id;
  }

  @Override
  @SuppressWarnings("unchecked") // the caller names the type of the attribute
  public <T> @Nullable T getAttribute(String name) {
    Object value = attributes.get(name);
    byte[] bytes = serialized.get(name);
    if (value == null && bytes != null) {
      value = serializer.deserialize(name, bytes);
      attributes.put(name, value);
      serialized.remove(name);
    }
    if (value != null && saveMode == SaveMode.ON_GET_ATTRIBUTE) {
      changedAttributes.add(name);
    }
    return (T) value;
  }

  @Override
  public Set<String> getAttributeNames() {
    Set<String> names = new HashSet<>(attributes.keySet());
    names.addAll(serialized.keySet());
    return names;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (value == null) {
      removeAttribute(name);
    } else {
      serialized.remove(name);
      attributes.put(name, value);
      changedAttributes.add(name);
    }
  }

  @Override
  public void removeAttribute(String name) {
    if (serialized.remove(name) != null | attributes.remove(name) != null) {
      changedAttributes.add(name);
    }
  }

  @Override
  public Instant getCreationTime() {
    return createdAt;
  }

  @Override
  public Instant getLastAccessedTime() {
    return lastAccessedTime;
  }

  @Override
  public void setLastAccessedTime(Instant time) {
    lastAccessedTime = time;
    accessed = true;
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return maxInactiveInterval;
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    maxInactiveInterval = interval;
    intervalChanged = true;
  }

  @Override
  public boolean isExpired() {
    return !maxInactiveInterval.isNegative()
        && !lastAccessedTime.plus(maxInactiveInterval).isAfter(Instant.now());
  }

  boolean isNew() {
    return storedId == null;
  }

  /** The id under which the session is stored; null if it is new. */
  @Nullable String storedId() {
    return storedId;
  }

  /** The id that the session shall have; null if its stored id stays the same. */
  @Nullable String newId() {
    return id.equals(storedId) ? null : id;
  }

  /** The principal when the session was loaded or saved; null if nobody was logged in. */
  @Nullable String storedPrincipal() {
    return storedPrincipal;
  }

  /** Whether a save has nothing to do. */
  boolean isUnchanged() {
    return !accessed && isSameExceptForAccess();
  }

  /** Whether a save has only an expiry to set. A session that never expires stores its access. */
  boolean isOnlyTouched() {
    return isSameExceptForAccess() && !maxInactiveInterval.isNegative();
  }

  private boolean isSameExceptForAccess() {
    return id.equals(storedId) && !intervalChanged && changedNames().isEmpty();
  }

  boolean mayHaveAnotherPrincipal() {
    return isNew() || OF_PRINCIPAL.stream().anyMatch(changedAttributes::contains);
  }

  /** The changes since the session was loaded or saved, with its principal now. */
  SessionChange change(@Nullable String principal) {
    Map<String, Optional<byte[]>> changes = new TreeMap<>();
    for (String name : changedNames()) {
      Object value = attributes.get(name);
      changes.put(
          name,
          value == null
              ? Optional.ofNullable(serialized.get(name))
              : Optional.of(serializer.serialize(name, value)));
    }
    return new SessionChange(
        changes,
        intervalChanged ? maxInactiveInterval : null,
        lastAccessedTime,
        mayHaveAnotherPrincipal(),
        principal);
  }

  /** The record of a new session, without its changes. */
  StoredSession empty() {
    return new StoredSession(createdAt, maxInactiveInterval, null, null, Map.of());
  }

  private Set<String> changedNames() {
    if (saveMode != SaveMode.ALWAYS) {
      return changedAttributes;
    }
    Set<String> names = getAttributeNames();
    names.addAll(changedAttributes);
    return names;
  }

  /** The changes are stored. */
  void saved(@Nullable String principal) {
    storedId = id;
    storedPrincipal = principal;
    changedAttributes.clear();
    intervalChanged = false;
    accessed = false;
  }
}
