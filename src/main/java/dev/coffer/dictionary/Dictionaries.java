package dev.coffer.dictionary;

import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.maintenance.CollectionDictionary;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compression dictionaries of collections, stored in {@code coffer_dictionary}. Each Coffer has
 * one instance. Thread-safe.
 *
 * <p>A dictionary never changes and its id is a part of the hash of its bytes, so a loaded
 * dictionary stays valid on every node. Only the active dictionary of a collection changes: the
 * newest dictionary of this domain that is not retired compresses new values. It is refreshed at
 * most every {@value #REFRESH_SECONDS} seconds, for all collections at once. A node with an
 * outdated state still writes frames that every node can read. A dictionary is written in a
 * transaction of its own, so that no frame can refer to an uncommitted dictionary.
 *
 * <p>A common dictionary holds nothing private and is never deleted, so it is used without more
 * ado. A transaction that writes frames with a dense dictionary claims it ({@link
 * DictionaryClaims}). A retirement waits until all claims have ended, and no claim succeeds after
 * it. Once a dense dictionary is retired, its frames can therefore only become fewer, and the row
 * may be deleted when no frame is left.
 *
 * <p>Unlike contents, records are not separated by domain. A value is read with the dictionary that
 * its frame names, even if another domain trained it.
 */
public final class Dictionaries {
  static final int REFRESH_SECONDS = 30;

  private static final Logger log = LoggerFactory.getLogger(Dictionaries.class);
  private static final long REFRESH_NANOS = Duration.ofSeconds(REFRESH_SECONDS).toNanos();

  /** The active dictionaries at a time of {@link System#nanoTime}. */
  private record InForce(Map<String, ActiveDictionary> active, long readAt, long retirements) {

    static InForce unknown() {
      return new InForce(Map.of(), System.nanoTime() - 2 * REFRESH_NANOS, -1);
    }

    boolean isOutdated() {
      return retirements != DictionaryUses.retirements()
          || System.nanoTime() - readAt > REFRESH_NANOS;
    }
  }

  /** How often a claim is tried while others retire dictionaries. */
  private static final int CLAIMS = 3;

  private final String domain;
  private final DictionarySettings settings;
  private final DictionaryClaims claims;

  /** The known common dictionaries: a dictionary that is one remains one. */
  private final Set<DictionaryName> common = ConcurrentHashMap.newKeySet();

  private final Map<DictionaryName, Dictionary> loaded = new ConcurrentHashMap<>();
  private volatile InForce inForce = InForce.unknown();

  /**
   * Creates the dictionaries of a Coffer.
   *
   * @param domain the domain whose dictionaries are used for writing
   * @param settings the modes of the collections
   */
  public Dictionaries(String domain, DictionarySettings settings) {
    this.domain = domain;
    this.settings = settings;
    this.claims = new DictionaryClaims(domain);
  }

  /** The dictionaries of a collection, loaded at first use in these transactions. */
  public DictionarySource of(Transactions transactions, String collection) {
    return (id, codec) -> {
      Dictionary known = loaded.get(new DictionaryName(collection, id));
      return known != null
          ? known
          : transactions.read(unit -> load(unit, new DictionaryName(collection, id), codec));
    };
  }

  /** Those dictionaries of a collection that are in memory. Thread-safe. */
  public DictionarySource loaded(String collection) {
    return (id, codec) -> {
      Dictionary known = loaded.get(new DictionaryName(collection, id));
      return known == null ? DictionarySource.NONE.get(id, codec) : known;
    };
  }

  /** The dictionaries of a collection, loaded inside a unit of work. */
  public DictionarySource of(UnitOfWork unit, String collection) {
    return (id, codec) -> {
      try {
        return load(unit, new DictionaryName(collection, id), codec);
      } catch (SQLException e) {
        throw new IllegalStateException("The dictionary " + id + " could not be read.", e);
      }
    };
  }

  private Dictionary load(UnitOfWork unit, DictionaryName name, String codec) throws SQLException {
    Dictionary known = loaded.get(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = DictionaryRows.bytes(unit, name.collection(), name.id());
    if (bytes == null) {
      throw unavailable(name, codec, "is not in coffer_dictionary");
    }
    Dictionary read = Dictionary.of(bytes);
    if (!read.id().equals(name.id())) {
      throw unavailable(name, codec, "is damaged: its bytes do not match its id");
    }
    Dictionary raced = loaded.putIfAbsent(name, read);
    return raced == null ? read : raced;
  }

  private static DictionaryUnavailableException unavailable(
      DictionaryName name, String codec, String how) {
    return new DictionaryUnavailableException(
        codec,
        name.id(),
        name.collection(),
        "The dictionary %s of collection '%s' %s; restore its row from a backup."
            .formatted(name.id(), name.collection(), how));
  }

  /**
   * The active dictionary of a collection, as far as this process knows; null if there is none, or
   * if the collection shall have none. A write must claim it: by {@link #claim}, or by the
   * statement that writes.
   */
  public @Nullable Dictionary inForce(UnitOfWork unit, String collection) throws SQLException {
    ActiveDictionary active = active(unit, collection);
    if (active == null) {
      return null;
    }
    try {
      return load(unit, new DictionaryName(collection, active.id()), "any");
    } catch (DictionaryUnavailableException e) {
      if (unit.joinsHost()) {
        // The snapshot of the transaction may be older than the dictionary.
        return null;
      }
      log.warn("New values are compressed without a dictionary. {}", e.getMessage());
      inForce.active().remove(collection, active);
      return null;
    }
  }

  /** The active dictionary of a collection by its row; see {@link #inForce}. */
  @Nullable ActiveDictionary active(UnitOfWork unit, String collection) throws SQLException {
    if (settings.modeOf(collection) == DictionaryMode.NONE) {
      return null;
    }
    InForce known = inForce;
    if (known.isOutdated()) {
      if (!claims.seesCommittedState(unit)) {
        return null;
      }
      long outdated = known.readAt();
      long now = System.nanoTime();
      long retirements = DictionaryUses.retirements();
      Map<String, ActiveDictionary> active =
          new ConcurrentHashMap<>(DictionaryRows.inForce(unit, domain));
      active.forEach(
          (name, each) -> {
            if (each.isCommon()) {
              common.add(new DictionaryName(name, each.id()));
            }
          });
      known = new InForce(active, now, retirements);
      replace(outdated, known);
    }
    return known.active().get(collection);
  }

  /** Publishes a new state, unless this process changed the dictionaries after it was read. */
  private synchronized void replace(long outdated, InForce read) {
    if (inForce.readAt() == outdated) {
      inForce = read;
    }
  }

  /** Keeps a dictionary in memory that this process has stored, and makes the next write use it. */
  void stored(String collection, Dictionary dictionary) {
    loaded.putIfAbsent(new DictionaryName(collection, dictionary.id()), dictionary);
    forgetInForce();
  }

  /** Makes the next write read the active dictionaries. Call it after a claim has failed. */
  public synchronized void forgetInForce() {
    inForce = InForce.unknown();
  }

  /**
   * Claims the active dictionary of a collection for the frames that a unit of work writes. It is
   * not retired before the transaction of the unit ends.
   *
   * @return the dictionary; null if there is none
   */
  public @Nullable Dictionary claim(UnitOfWork unit, String collection) throws SQLException {
    for (int attempt = 0; attempt < CLAIMS; attempt++) {
      Dictionary candidate = inForce(unit, collection);
      if (candidate == null || claim(unit, collection, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * Claims a dictionary, unless it is dense and retired; see {@link #claim(UnitOfWork, String)}.
   */
  public boolean claim(UnitOfWork unit, String collection, Dictionary dictionary)
      throws SQLException {
    if (isCommon(collection, dictionary)) {
      return true;
    }
    boolean claimed =
        claims.claim(
            unit,
            collection,
            dictionary.id(),
            () -> {
              InForce known = inForce;
              ActiveDictionary active = known.active().get(collection);
              return !known.isOutdated() && active != null && active.id().equals(dictionary.id());
            });
    if (!claimed) {
      forgetInForce();
    }
    return claimed;
  }

  private boolean isCommon(String collection, Dictionary dictionary) {
    return common.contains(new DictionaryName(collection, dictionary.id()));
  }

  /** Whether {@link #claim} needs no lock, and so no transaction. */
  public boolean claimsWithoutLock(UnitOfWork unit, String collection, Dictionary dictionary)
      throws SQLException {
    return isCommon(collection, dictionary) || claims.needNoLock(unit);
  }

  /** The settings of the dictionaries. */
  DictionarySettings settings() {
    return settings;
  }

  /** The domain whose dictionaries are used for writing. */
  String domain() {
    return domain;
  }

  /** The dictionaries with which new values are compressed, by their rows, in order of names. */
  public List<CollectionDictionary> used(UnitOfWork unit) throws SQLException {
    return DictionaryRows.inForce(unit, domain).entrySet().stream()
        .filter(each -> settings.modeOf(each.getKey()) != DictionaryMode.NONE)
        .map(each -> each.getValue().of(each.getKey()))
        .sorted(Comparator.comparing(CollectionDictionary::collection))
        .toList();
  }

  /**
   * Copies the dictionaries of a collection, of every domain, to another collection, so that its
   * frames can be read there.
   */
  public void copy(UnitOfWork unit, String collection, String other) throws SQLException {
    DictionaryRows.copy(unit, collection, other);
    unit.afterCommit(this::forgetInForce);
  }

  /** Whether the dictionary with this id can be used; it is loaded if that is necessary. */
  public boolean isAvailable(Transactions transactions, String collection, String id) {
    DictionaryName name = new DictionaryName(collection, id);
    if (loaded.containsKey(name)) {
      return true;
    }
    try {
      return transactions.read(unit -> load(unit, name, "any").id().equals(id));
    } catch (DictionaryUnavailableException e) {
      return false;
    }
  }

  /** The dense dictionaries that were retired at least this long ago, in every domain. */
  public List<RetiredDictionary> retiredFor(UnitOfWork unit, Duration age) throws SQLException {
    return DictionaryRows.retiredFor(unit, age);
  }

  /** The dense dictionaries of a collection, and those of other collections with the same ids. */
  public List<DictionaryName> denseCopies(UnitOfWork unit, String collection) throws SQLException {
    return DictionaryRows.denseCopies(unit, collection);
  }

  /** Whether a dictionary has a row. */
  public boolean exists(UnitOfWork unit, DictionaryName name) throws SQLException {
    return DictionaryRows.bytes(unit, name.collection(), name.id()) != null;
  }

  /** A dense dictionary that is retired in every domain; null if it is not. */
  public @Nullable RetiredDictionary retired(UnitOfWork unit, DictionaryName name)
      throws SQLException {
    return DictionaryRows.retiredFor(unit, Duration.ZERO).stream()
        .filter(each -> each.collection().equals(name.collection()) && each.id().equals(name.id()))
        .findFirst()
        .orElse(null);
  }

  /** Retires a dictionary in every domain; see {@link #forget}. */
  public void retire(Transactions own, DictionaryName name) {
    own.write(unit -> DictionaryRows.retireEverywhere(unit, name.collection(), name.id()));
    DictionaryUses.retired();
    forgetInForce();
  }

  /**
   * Whether a transaction of this process that is open writes with a dictionary. Transactions of
   * other processes have ended if the dictionary is retired.
   */
  public boolean isInUse(RetiredDictionary dictionary) {
    return DictionaryUses.isOpen(dictionary.collection(), dictionary.id());
  }

  /**
   * Deletes the rows of a dictionary, after a check that no frame needs it. A row that was
   * activated or retired again since then stays.
   *
   * @return the number of deleted rows
   */
  public int delete(UnitOfWork unit, RetiredDictionary dictionary) throws SQLException {
    unit.afterCommit(
        () -> loaded.remove(new DictionaryName(dictionary.collection(), dictionary.id())));
    return DictionaryRows.delete(unit, dictionary);
  }

  /** Removes the deleted dictionaries from memory, and returns their number. */
  public int evictDeleted(UnitOfWork unit) throws SQLException {
    Set<DictionaryName> known = Set.copyOf(loaded.keySet());
    if (known.isEmpty()) {
      return 0;
    }
    Map<String, Set<String>> stored = DictionaryRows.ids(unit);
    int evicted = 0;
    for (DictionaryName name : known) {
      if (!stored.getOrDefault(name.collection(), Set.of()).contains(name.id())
          && loaded.remove(name) != null) {
        evicted++;
      }
    }
    return evicted;
  }

  /** The ids of the retired dictionaries of a collection. */
  public Set<String> retired(UnitOfWork unit, String collection) throws SQLException {
    return DictionaryRows.retired(unit, collection);
  }

  /** Whether a common dictionary of a collection was retired, by {@link #forget}. */
  boolean isForgotten(Transactions own, String collection) {
    return own.read(unit -> isForgotten(unit, collection));
  }

  boolean isForgotten(UnitOfWork unit, String collection) throws SQLException {
    return CommonRows.isRetired(unit, domain, collection);
  }

  /**
   * Retires the dictionaries of a collection. Returns whether any was active. It waits some seconds
   * for the transactions that write with dense ones.
   *
   * @param own Coffer's own transactions, each committed separately
   * @throws dev.coffer.api.TransientCofferException if such a transaction does not end
   */
  public boolean forget(Transactions own, String collection) {
    boolean any = own.write(unit -> DictionaryRows.retire(unit, domain, collection)) > 0;
    DictionaryUses.retired();
    forgetInForce();
    return any;
  }
}
