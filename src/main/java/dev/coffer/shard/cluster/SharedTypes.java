package dev.coffer.shard.cluster;

import dev.coffer.api.RecordTypeException;
import dev.coffer.record.TypeName;
import dev.coffer.record.value.TypeNames;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The types of values that were registered through the cluster. Databases that are reached later
 * get them too. Thread-safe.
 */
final class SharedTypes {

  private final Shards shards;
  private final List<Registration> registrations = new CopyOnWriteArrayList<>();

  SharedTypes(Shards shards) {
    this.shards = shards;
  }

  private record Registration(Class<?> type, TypeName typeName) {
    void give(TypeNames types) {
      types.register(type, typeName);
    }
  }

  /**
   * Registers a type.
   *
   * @throws RecordTypeException if a shard refuses it
   */
  void register(Class<?> type, TypeName typeName) {
    Registration added = new Registration(type, typeName);
    // Before the databases, so that one that arrives at the same time misses none.
    registrations.add(added);
    try {
      shards.opened().forEach(each -> added.give(each.records().types()));
    } catch (RecordTypeException e) {
      registrations.remove(added);
      throw e;
    }
  }

  /** Gives all types to a database that was reached. */
  void give(TypeNames types) {
    registrations.forEach(each -> each.give(types));
  }
}
