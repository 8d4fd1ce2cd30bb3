package dev.coffer.shard.cluster;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** The work of a transaction in the shard of a group. It may run several times. */
@FunctionalInterface
public interface GroupWork<R extends @Nullable Object> {

  /**
   * Runs the work.
   *
   * @param records the records of the group
   * @param contents the contents of the shard, and those of all others for reading
   * @param entityManager the entity manager of the transaction, over the database of the shard
   */
  R run(RecordStore records, ContentStore contents, EntityManager entityManager);
}
