package example.sessions.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one request changed in a session.
 *
 * @param attributes the changed attributes by their names; a removed attribute has an empty value
 * @param maxInactiveInterval the new interval; null if the request did not change it
 * @param lastAccessedAt the last access
 * @param principalChanged whether the request may have changed the principal
 * @param principal the principal as the request knows it; null if nobody is logged in
 */
record SessionChange(
    Map<String, Optional<byte[]>> attributes,
    @Nullable Duration maxInactiveInterval,
    Instant lastAccessedAt,
    boolean principalChanged,
    @Nullable String principal) {

  /** Applies the change to the stored session, which may contain changes of other requests. */
  StoredSession applyTo(StoredSession stored) {
    Map<String, byte[]> merged = new TreeMap<>(stored.attributes());
    attributes.forEach(
        (name, value) ->
            value.ifPresentOrElse(bytes -> merged.put(name, bytes), () -> merged.remove(name)));
    Duration interval =
        maxInactiveInterval == null ? stored.maxInactiveInterval() : maxInactiveInterval;
    return new StoredSession(
        stored.createdAt(),
        interval,
        interval.isNegative() ? lastAccessedAt : null,
        principalChanged ? principal : stored.principal(),
        merged);
  }
}
