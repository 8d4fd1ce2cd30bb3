package dev.coffer.record.cache;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * All memories of this process that hold records of one database, one for each session factory over
 * it, and for which keys they may be trusted. Thread-safe.
 *
 * <p>Each factory has a heap and a second-level cache of its own, but a write through one factory
 * makes the memory of every other out of date. So the factories share the stripes that bar a key
 * while it is written, and a write evicts its keys from all of them.
 *
 * <p>The identity of a database tells which factories belong together. A copy of a database has the
 * identity of its original: its records stay apart nevertheless, because each factory keeps its own
 * values; the writes of one only cost the other a few reads.
 */
public final class DatabaseMemories {

  private static final Map<String, DatabaseMemories> OF_DATABASES = new HashMap<>();

  private static final Map<SessionFactoryImplementor, OfFactory> OF_FACTORIES = new HashMap<>();

  /** The memories of one factory, by their numbers: one, or one for each of its tenants. */
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

  private final WriteFences stripes = new WriteFences();
  private final List<NodeMemory> members = new CopyOnWriteArrayList<>();

  /**
   * The memory of a factory for a database.
   *
   * @param identity what tells the database from others
   * @param number what tells its entries from those of others in the same memory
   * @param heapBytes the size of the factory's heap, if it is the first that asks
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
   * The number of a database or of a tenant, which tells its entries from others in a shared cache.
   */
  public static long number(String identity, @Nullable String tenant) {
    String name = tenant == null ? identity : identity + "\0" + tenant;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  /** Drops the memories of factories that were closed. */
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
    // Distrust outlives the factories: what gave rise to it may still be under way in the database.
    OF_DATABASES.values().removeIf(each -> each.members.isEmpty() && each.stripes.areTrusted());
  }

  /** Another memory of the database. */
  NodeMemory join(HeapTier<CachedRecord.Key, HeapEntry> heap, long number, ClosingGate gate) {
    NodeMemory memory = new NodeMemory(this, heap, number, gate);
    members.add(memory);
    return memory;
  }

  void leave(NodeMemory member) {
    members.remove(member);
  }

  WriteFences stripes() {
    return stripes;
  }

  /**
   * Forgets keys in every memory.
   *
   * @param everyRow whether rows go that nobody believes without asking the database, too
   * @return whether each memory has
   */
  boolean forget(String collection, List<String> keys, boolean everyRow) {
    boolean forgotten = true;
    for (NodeMemory member : members) {
      keys.forEach(key -> member.forgetValue(collection, key));
      forgotten &= member.forgetRows(collection, keys, everyRow);
    }
    return forgotten;
  }

  /** Forgets the rows of a key that are believed unasked; whether each memory has. */
  boolean forgetRows(String collection, String key) {
    boolean forgotten = true;
    for (NodeMemory member : members) {
      forgotten &= member.forgetRows(collection, List.of(key), false);
    }
    return forgotten;
  }

  /** Forgets the value of a key on every heap. */
  void forgetValue(String collection, String key) {
    for (NodeMemory member : members) {
      member.forgetValue(collection, key);
    }
  }

  /** Forgets the value of a key on every heap but that of one memory. */
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

  /** Forgets everything, and trusts keys again whose writes were lost. */
  void forgetAll() {
    stripes.fenceAll(
        () -> {
          boolean forgotten = true;
          for (NodeMemory member : members) {
            forgotten &= member.forgetEverything();
          }
          return forgotten;
        });
  }
}
