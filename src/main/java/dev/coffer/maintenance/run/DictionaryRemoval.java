package dev.coffer.maintenance.run;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.codec.frame.Frames;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.dictionary.RetiredDictionary;
import dev.coffer.maintenance.task.RunRefusedException;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The removal of retired dictionaries: it replaces the frames that need one, proves that none is
 * left, and deletes the row.
 *
 * <p>No transaction can write a new frame with a retired dictionary ({@link Dictionaries#claim}),
 * so the proof stays true. Only a rename of a collection brings such frames from elsewhere. It
 * renews the time of the retirement, and then the row is not deleted.
 *
 * <p>An instance is used by one thread.
 */
public final class DictionaryRemoval {
  private static final Logger log = LoggerFactory.getLogger(DictionaryRemoval.class);

  /** How often the frames are looked through: others may lock, change or move some meanwhile. */
  private static final int ROUNDS = 4;

  /**
   * The result for one dictionary.
   *
   * @param deleted whether its row was deleted
   * @param rewritten the number of replaced frames
   * @param reason why its row was kept; null if it was deleted
   */
  public record Result(boolean deleted, long rewritten, @Nullable String reason) {}

  private final Transactions own;
  private final Dictionaries dictionaries;
  private final FrameWriter frames;
  private final boolean dryRun;
  private final BooleanSupplier goOn;
  private final Runnable beforeQuery;
  private final LongConsumer afterBytes;

  /**
   * Creates a removal.
   *
   * @param own Coffer's own transactions, each committed separately
   * @param frames the writer of values, of which the dense form is used
   * @param dryRun whether to look for the frames and to count them, and to store nothing
   * @param goOn called before each page; false stops the removal
   * @param beforeQuery called before each query, which may read a whole collection
   * @param afterBytes told how many bytes of frames were read
   */
  public DictionaryRemoval(
      Transactions own,
      Dictionaries dictionaries,
      FrameWriter frames,
      boolean dryRun,
      BooleanSupplier goOn,
      Runnable beforeQuery,
      LongConsumer afterBytes) {
    this.own = own;
    this.dictionaries = dictionaries;
    this.frames = frames.densely();
    this.dryRun = dryRun;
    this.goOn = goOn;
    this.beforeQuery = beforeQuery;
    this.afterBytes = afterBytes;
  }

  /** Removes a dictionary, if nothing needs it any more. */
  public Result remove(RetiredDictionary retired) {
    if (dictionaries.isInUse(retired)) {
      return kept(retired, 0, "a transaction that is open writes with it");
    }
    long rewritten = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Look look = look(retired);
      rewritten += look.replaced;
      if (look.stopped) {
        return new Result(false, rewritten, "the removal was stopped");
      }
      if (look.unreadable > 0) {
        return kept(
            retired,
            rewritten,
            look.unreadable + " values that need it cannot be read; coffer verify names them");
      }
      if (dryRun) {
        return new Result(true, rewritten, null);
      }
      if (look.found == 0) {
        return deleted(retired, rewritten);
      }
    }
    return kept(retired, rewritten, "other transactions lock or change values that need it");
  }

  private Result deleted(RetiredDictionary retired, long rewritten) {
    int rows = own.write(unit -> delete(unit, retired));
    return rows == retired.rows()
        ? new Result(true, rewritten, null)
        : kept(retired, rewritten, "it was activated again, or its collection was renamed");
  }

  private int delete(UnitOfWork unit, RetiredDictionary retired) throws SQLException {
    try {
      return dictionaries.delete(unit, retired);
    } catch (SQLException e) {
      if (!unit.dialect().isDenied(e)) {
        throw e;
      }
      throw new RunRefusedException(
          "The account has no right to delete the retired dictionary "
              + retired.id()
              + " of collection '"
              + retired.collection()
              + "'. Grant delete on coffer_dictionary, as docs/schema.md says.");
    }
  }

  private static Result kept(RetiredDictionary retired, long rewritten, String reason) {
    log.info(
        "The dictionary {} of collection '{}' was not deleted: {}.",
        retired.id(),
        retired.collection(),
        reason);
    return new Result(false, rewritten, reason);
  }

  /** One pass over the frames that need a dictionary. */
  private static final class Look {
    private long found;
    private long replaced;
    private long unreadable;
    private boolean stopped;
  }

  private Look look(RetiredDictionary retired) {
    Look look = new Look();
    String collection = retired.collection();
    Dictionary active =
        own.read(unit -> Optional.ofNullable(dictionaries.inForce(unit, collection))).orElse(null);
    RecordFrames source =
        RecordFrames.of(own, dictionaries, collection, active, Set.of(retired.id()));
    String after = null;
    while (true) {
      if (!goOn.getAsBoolean()) {
        look.stopped = true;
        return look;
      }
      String start = after;
      beforeQuery.run();
      List<FrameSource.Stored> page =
          own.read(unit -> DictionaryFrames.next(unit, collection, retired.id(), start));
      if (page.isEmpty()) {
        return look;
      }
      after = page.get(page.size() - 1).position();
      replace(source, page, retired.id(), look);
    }
  }

  private void replace(RecordFrames source, List<FrameSource.Stored> page, String id, Look look) {
    List<Change> changes = new ArrayList<>();
    long bytes = 0;
    for (FrameSource.Stored stored : page) {
      bytes += stored.bytes().length;
      if (DictionaryFrames.needs(stored.bytes(), id)) {
        look.found++;
        try {
          changes.add(new Change(stored, Frames.decode(stored.bytes(), source.dictionaries())));
        } catch (DamagedFrameException | CodecUnavailableException e) {
          look.unreadable++;
          log.warn("The {} cannot be read.", source.nameOf(stored.position()), e);
        }
      }
    }
    afterBytes.accept(bytes);
    if (dryRun) {
      look.replaced += changes.size();
      return;
    }
    Dictionary active = source.dictionary();
    Cores.forEach(
        changes, change -> change.raw.length, change -> change.encode(frames, active, source));
    List<FrameSource.Replacement> replacements =
        changes.stream()
            .map(change -> new FrameSource.Replacement(change.stored, change.made()))
            .toList();
    if (!replacements.isEmpty()) {
      look.replaced +=
          own.write(
              unit -> source.claimDictionary(unit) ? source.replace(unit, replacements).size() : 0);
    }
  }

  /** A frame and its replacement. */
  private static final class Change {
    private final FrameSource.Stored stored;
    private final byte[] raw;
    private byte @Nullable [] made;

    Change(FrameSource.Stored stored, byte[] raw) {
      this.stored = stored;
      this.raw = raw;
    }

    /** Compresses the value. It may run on any thread, because it uses only memory. */
    void encode(FrameWriter frames, @Nullable Dictionary active, RecordFrames source) {
      byte[] frame = frames.encode(raw, active);
      DictionarySource its = active == null ? DictionarySource.NONE : (id, codec) -> active;
      if (!Arrays.equals(raw, Frames.decode(frame, its))) {
        throw new IllegalStateException(
            "The codec %s did not restore the original bytes of the %s: nothing was changed."
                .formatted(frames.codec(), source.nameOf(stored.position())));
      }
      made = frame;
    }

    byte[] made() {
      return Objects.requireNonNull(made);
    }
  }
}
