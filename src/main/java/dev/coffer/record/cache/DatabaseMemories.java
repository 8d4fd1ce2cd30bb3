package dev.coffer.record.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * All memories of this process with records of one database, one for each session factory over it,
 * and the fences of their keys. Thread-safe.
 *
 * <p>Each factory has its own heap cache and second-level cache, but a write through one factory
 * makes the memories of all others outdated. So the factories share the stripes that fence a key
 * during a write, and a write evicts its keys from all memories.
 *
 * <p>The identity of a database determines which factories belong together. A copy of a database
 * has the identity of its original. Its records stay separate nevertheless, because each factory
 * keeps its own values. A write to one of the two costs the other only a few reads.
 */
public final class DatabaseMemories {

  @GuardedBy("DatabaseMemories.class")
  private static final Map<String, DatabaseMemories> OF_DATABASES = new HashMap<>();

  @GuardedBy("DatabaseMemories.class")
  private static final Map<SessionFactoryImplementor, OfFactory> OF_FACTORIES = new HashMap<>();

  /** The memories of one factory by number: one in total, or one for each tenant. */
  private record OfFactory(
      HeapTier<CachedRecord.Key, HeapEntry> heap,
      Map<Long, NodeMemory> memories,
      ClosingGate gate) {

    static OfFactory of(SessionFactoryImplementor sessions, long heapBytes) {
      ClosingGate gate = new ClosingGate();
      sessions.addObserver(gate);
      return new OfFactory(new HeapTier<>(heapBytes), new HashMap<>(), gate);
    }
  }

  private final WriteFences fences = new WriteFences();
  private final List<NodeMemory> members = new CopyOnWriteArrayList<>();

  /**
   * The memory of a factory for a database.
   *
   * @param identity the identity of the database
   * @param number the number that separates the entries of the database from those of others in the
   *     same memory
   * @param heapBytes the size of the factory's heap cache, in bytes; only the first call for a
   *     factory uses it
   */
  public static synchronized NodeMemory memory(
      SessionFactoryImplementor sessions, String identity, long number, long heapBytes) {
    forgetClosed();
    OfFactory ofFactory =
        OF_FACTORIES.computeIfAbsent(sessions, each -> OfFactory.of(each, heapBytes));
    return ofFactory
        .memories()
        .computeIfAbsent(
            number,
            each ->
                OF_DATABASES
                    .computeIfAbsent(identity, some -> new DatabaseMemories())
                    .join(ofFactory.heap(), number, ofFactory.gate()));
  }

  /**
   * The number of a database or of a tenant, which separates its entries from others in a shared
   * cache.
   */
  public static long number(String identity, @Nullable String tenant) {
    String name = tenant == null ? identity : identity + "\0" + tenant;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  /** Drops the memories of closed factories. */
  @GuardedBy("DatabaseMemories.class")
  private static void forgetClosed() {
    OF_FACTORIES
        .entrySet()
        .removeIf(
            each -> {
              boolean closed = each.getKey().isClosed();
              if (closed) {
                each.getValue().memories().values().forEach(NodeMemory::leave);
              }
              return closed;
            });
    // Fences outlive the factories: the write that caused one may still be under way in the
    // database.
    OF_DATABASES.values().removeIf(each -> each.members.isEmpty() && each.fences.areTrusted());
  }

  /** Adds a memory of the database. */
  NodeMemory join(HeapTier<CachedRecord.Key, HeapEntry> heap, long number, ClosingGate gate) {
    NodeMemory memory = new NodeMemory(this, heap, number, gate);
    members.add(memory);
    return memory;
  }

  void leave(NodeMemory member) {
    members.remove(member);
  }

  WriteFences fences() {
    return fences;
  }

  /**
   * Removes keys from every memory.
   *
   * @param everyRow whether to remove also rows that no reader uses without a query of the database
   * @return whether the removal succeeded in every memory
   */
  boolean forget(String collection, List<String> keys, boolean everyRow) {
    boolean forgotten = true;
    for (NodeMemory member : members) {
      keys.forEach(key -> member.forgetValue(collection, key));
      forgotten &= member.forgetRows(collection, keys, everyRow);
    }
    return forgotten;
  }

  /**
   * Removes from every memory the row of a key that is used without a query of the database.
   *
   * @return whether the removal succeeded in every memory
   */
  boolean forgetRows(String collection, String key) {
    boolean forgotten = true;
    for (NodeMemory member : members) {
      forgotten &= member.forgetRows(collection, List.of(key), false);
    }
    return forgotten;
  }

  /** Removes the value of a key from every heap. */
  void forgetValue(String collection, String key) {
    for (NodeMemory member : members) {
      member.forgetValue(collection, key);
    }
  }

  /** Removes the value of a key from every heap except that of one memory. */
  void forgetValueElsewhere(NodeMemory but, String collection, String key) {
    for (NodeMemory member : members) {
      if (member != but) {
        member.forgetValue(collection, key);
      }
    }
  }

  /** Whether no memory has another version of a key than this one. */
  boolean agrees(String collection, String key, long version) {
    for (NodeMemory member : members) {
      if (!member.agrees(collection, key, version)) {
        return false;
      }
    }
    return true;
  }

  /** Removes everything, and ends the fences of writes with a lost answer. */
  void forgetAll() {
    fences.fenceAll(this::forgetEverything);
  }

  /**
   * Removes everything from every memory.
   *
   * @return whether the removal succeeded in every memory
   */
  boolean forgetEverything() {
    boolean forgotten = true;
    for (NodeMemory member : members) {
      forgotten &= member.forgetEverything();
    }
    return forgotten;
  }
}
