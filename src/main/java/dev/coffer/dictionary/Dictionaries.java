package dev.coffer.dictionary;

import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.DictionaryTrainer;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * transaction of its own, so that no frame can refer to an uncommitted dictionary. Rows are never
 * deleted, so that every frame keeps its dictionary.
 *
 * <p>Unlike contents, records are not separated by domain. A value is read with the dictionary that
 * its frame names, even if another domain trained it.
 */
public final class Dictionaries {
  static final int REFRESH_SECONDS = 30;

  private static final Logger log = LoggerFactory.getLogger(Dictionaries.class);
  private static final long REFRESH_NANOS = Duration.ofSeconds(REFRESH_SECONDS).toNanos();

  /** One of this many values is not used for training but to measure the gain of the dictionary. */
  private static final int KEPT_BACK = 4;

  /** The minimum gain of a dictionary that is kept: a tenth. */
  private static final double LEAST_GAIN = 1.1;

  private record Name(String collection, String id) {}

  /** The active dictionaries at a time of {@link System#nanoTime}. */
  private record InForce(Map<String, String> ids, long readAt) {

    static InForce unknown() {
      return new InForce(Map.of(), System.nanoTime() - 2 * REFRESH_NANOS);
    }

    boolean isOutdated() {
      return System.nanoTime() - readAt > REFRESH_NANOS;
    }
  }

  private final String domain;
  private final FrameWriter frames;
  private final Map<Name, Dictionary> loaded = new ConcurrentHashMap<>();
  private volatile InForce inForce = InForce.unknown();

  /**
   * Creates the dictionaries of a Coffer.
   *
   * @param domain the domain whose dictionaries are used for writing
   * @param frames the writer of frames
   */
  public Dictionaries(String domain, FrameWriter frames) {
    this.domain = domain;
    this.frames = frames;
  }

  /** The dictionaries of a collection, loaded at first use in these transactions. */
  public DictionarySource of(Transactions transactions, String collection) {
    return (id, codec) -> {
      Dictionary known = loaded.get(new Name(collection, id));
      return known != null
          ? known
          : transactions.read(unit -> load(unit, new Name(collection, id), codec));
    };
  }

  /** The dictionaries of a collection, loaded inside a unit of work. */
  public DictionarySource of(UnitOfWork unit, String collection) {
    return (id, codec) -> {
      try {
        return load(unit, new Name(collection, id), codec);
      } catch (SQLException e) {
        throw new IllegalStateException("The dictionary " + id + " could not be read.", e);
      }
    };
  }

  private Dictionary load(UnitOfWork unit, Name name, String codec) throws SQLException {
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

  private static DictionaryUnavailableException unavailable(Name name, String codec, String how) {
    return new DictionaryUnavailableException(
        codec,
        name.id(),
        name.collection(),
        "The dictionary %s of collection '%s' %s; restore its row from a backup."
            .formatted(name.id(), name.collection(), how));
  }

  /** The active dictionary for new values of a collection; null if there is none. */
  public @Nullable Dictionary inForce(UnitOfWork unit, String collection) throws SQLException {
    InForce known = inForce;
    if (known.isOutdated()) {
      long outdated = known.readAt();
      long now = System.nanoTime();
      known = new InForce(new ConcurrentHashMap<>(DictionaryRows.inForce(unit, domain)), now);
      replace(outdated, known);
    }
    String id = known.ids().get(collection);
    if (id == null) {
      return null;
    }
    try {
      return load(unit, new Name(collection, id), "any");
    } catch (DictionaryUnavailableException e) {
      log.warn("New values are compressed without a dictionary. {}", e.getMessage());
      known.ids().remove(collection, id);
      return null;
    }
  }

  /** Publishes a new state, unless this process changed the dictionaries after it was read. */
  private synchronized void replace(long outdated, InForce read) {
    if (inForce.readAt() == outdated) {
      inForce = read;
    }
  }

  private synchronized void forgetInForce() {
    inForce = InForce.unknown();
  }

  /**
   * Trains a dictionary from the values of a collection, and activates it for new values if it
   * makes them at least a tenth smaller.
   *
   * @param own Coffer's own transactions, each committed separately
   */
  public DictionaryReport train(Transactions own, String collection) {
    return train(own, collection, null, true);
  }

  /**
   * Trains a dictionary from the values of a collection, and activates it for new values if it
   * makes them at least a tenth smaller than the currently active dictionary does.
   *
   * @param own Coffer's own transactions, each committed separately
   */
  public DictionaryReport improve(Transactions own, String collection) {
    return train(own, collection, active(own, collection), true);
  }

  /**
   * The result that {@link #improve} would have; it activates nothing. The id of the report is that
   * of the dictionary that would be activated.
   */
  public DictionaryReport forecast(Transactions own, String collection) {
    return train(own, collection, active(own, collection), false);
  }

  private @Nullable Dictionary active(Transactions own, String collection) {
    return own.read(unit -> Optional.ofNullable(inForce(unit, collection))).orElse(null);
  }

  private DictionaryReport train(
      Transactions own, String collection, @Nullable Dictionary toBeat, boolean activate) {
    List<byte[]> samples = new Samples(own, collection, of(own, collection)).read();
    List<byte[]> lessons = new ArrayList<>();
    List<byte[]> keptBack = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      (i % KEPT_BACK == 0 ? keptBack : lessons).add(samples.get(i));
    }
    byte[] bytes = DictionaryTrainer.train(lessons);
    Dictionary dictionary = Dictionary.of(bytes);
    long before = keptBack.stream().mapToLong(raw -> frames.encode(raw, toBeat).length).sum();
    long after = keptBack.stream().mapToLong(raw -> frames.encode(raw, dictionary).length).sum();
    boolean gains = bytes.length > 0 && before >= after * LEAST_GAIN;
    String id = null;
    if (gains && !activate) {
      id = dictionary.id();
    } else if (gains) {
      id = own.write(unit -> kept(unit, collection, dictionary));
      forgetInForce();
    }
    return new DictionaryReport(collection, samples.size(), before, after, bytes.length, id);
  }

  /**
   * Stores a dictionary and returns its id. If other bytes already have this id, the first byte is
   * dropped to get another id.
   */
  private String kept(UnitOfWork unit, String collection, Dictionary dictionary)
      throws SQLException {
    byte[] stored = DictionaryRows.bytes(unit, collection, dictionary.id());
    byte[] own = dictionary.bytes();
    if (stored != null && !Arrays.equals(stored, own)) {
      return kept(unit, collection, Dictionary.of(Arrays.copyOfRange(own, 1, own.length)));
    }
    DictionaryRows.put(unit, domain, collection, dictionary);
    return dictionary.id();
  }

  /**
   * Copies the dictionaries of a collection, of every domain, to another collection, so that its
   * frames can be read there.
   */
  public void copy(UnitOfWork unit, String collection, String other) throws SQLException {
    DictionaryRows.copy(unit, collection, other);
    unit.afterCommit(this::forgetInForce);
  }

  /** The ids of the retired dictionaries of a collection. */
  public Set<String> retired(UnitOfWork unit, String collection) throws SQLException {
    return DictionaryRows.retired(unit, collection);
  }

  /**
   * Retires the dictionaries of a collection. Returns whether any was active.
   *
   * @param own Coffer's own transactions, each committed separately
   */
  public boolean forget(Transactions own, String collection) {
    boolean any = own.write(unit -> DictionaryRows.retire(unit, domain, collection)) > 0;
    forgetInForce();
    return any;
  }
}
