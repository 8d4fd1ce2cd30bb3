package dev.coffer.topology;

import org.jspecify.annotations.Nullable;

/**
 * A server or another receiver that copies the commits of the database server. Null components are
 * not known, or not visible to the account.
 *
 * @param name its name: on PostgreSQL the {@code application_name}, on MariaDB the {@code
 *     server_id}
 * @param address its network address
 * @param state the state of its connection, such as {@code streaming}
 * @param synchronization whether commits wait for it, such as {@code sync} or {@code async}
 * @param bytesBehind the bytes of the log that it has not applied yet
 */
public record Follower(
    @Nullable String name,
    @Nullable String address,
    @Nullable String state,
    @Nullable String synchronization,
    @Nullable Long bytesBehind) {}
