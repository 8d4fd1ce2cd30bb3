package example.sessions.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of a session.
 *
 * @param createdAt when the session was created
 * @param maxInactiveInterval the time to live after each access; negative for a session that never
 *     expires
 * @param lastAccessedAt the last access to a session that never expires; null for any other
 *     session, whose expiry tells the last access
 * @param principal the name of the user; null if nobody is logged in
 * @param attributes the serialized attributes by their names
 */
record StoredSession(
    Instant createdAt,
    Duration maxInactiveInterval,
    @Nullable Instant lastAccessedAt,
    @Nullable String principal,
    Map<String, byte[]> attributes) {}
