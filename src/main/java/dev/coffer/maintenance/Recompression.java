package dev.coffer.maintenance;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.Cores;
import dev.coffer.codec.Dictionary;
import dev.coffer.codec.DictionarySource;
import dev.coffer.codec.FrameWriter;
import dev.coffer.codec.Frames;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses anew, with all effort, what was compressed in haste when it was written and has not
 * been written since. One instance does one run.
 *
 * <p>Frames are read in pages of some MiB, outside of every lock, compressed on all cores, decoded
 * again to see that they hold the same bytes, and replaced in one short transaction a page, which
 * also notes how far the run has come. A run that was stopped is gone on with by the next one.
 *
 * <p>A value stays what it was, and so do its version and its times: only the form in which its
 * bytes are kept is another. So nothing that is cached anywhere has to be forgotten, neither values
 * nor frames: a frame that was replaced still decodes, to the same bytes.
 *
 * <p>Of a collection of some thousand frames a sample is tried first, and the collection is left
 * alone, as one that was tried, where the sample gains too little.
 *
 * <p>Frames that need a retired dictionary are replaced whatever that costs, for a dictionary is
 * retired to be rid of what it holds. Its row is not deleted all the same: a node that does not
 * know yet that it is retired, or a host's transaction that began before, may write a frame with it
 * after every look for one.
 */
public final class Recompression {
  /** How many raw bytes are compressed at once, if there is more than one value. */
  private static final long BATCH_BYTES = 4 << 20;

  private final Transactions own;
  private final Dictionaries dictionaries;
  private final FrameWriter frames;
  private final RecompressionPlan plan;
  private final BooleanSupplier goOn;
  private final RecompressionReport.Builder report = new RecompressionReport.Builder();

  /**
   * A recompression that has not begun.
   *
   * @param own transactions that are committed one by one
   * @param frames how values are written; their codec is used, with all its effort
   * @param goOn asked before each page whether to go on
   */
  public Recompression(
      Transactions own,
      Dictionaries dictionaries,
      FrameWriter frames,
      RecompressionPlan plan,
      BooleanSupplier goOn) {
    this.own = own;
    this.dictionaries = dictionaries;
    this.frames = frames.densely();
    this.plan = plan;
    this.goOn = goOn;
  }

  /** Recompresses all collections and then all contents. */
  public RecompressionReport run() {
    LocalDateTime horizon = own.read(this::horizon);
    for (String collection : own.read(RecordFrames::collections)) {
      if (plan.dictionariesFor().contains(collection) && goOn.getAsBoolean()) {
        report.trained(dictionaries.improve(own, collection));
      }
      Set<String> retired = own.read(unit -> dictionaries.retired(unit, collection));
      // What is known to be in force may be some seconds old.
      Dictionary dictionary =
          own.read(unit -> Optional.ofNullable(dictionaries.inForce(unit, collection)))
              .filter(each -> !retired.contains(each.id()))
              .orElse(null);
      DictionarySource readable = dictionaries.of(own, collection);
      run(collection, new RecordFrames(collection, readable, dictionary, retired), horizon);
    }
    run(Pass.CONTENTS, new ContentFrames(), horizon);
    return report.build();
  }

  private LocalDateTime horizon(UnitOfWork unit) throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement("select " + unit.database().utcNowPlusMillis())) {
      statement.setLong(1, -plan.untouchedFor().toMillis());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getObject(1, LocalDateTime.class);
      }
    }
  }

  private void run(String scope, FrameShelf shelf, LocalDateTime horizon) {
    Dictionary dictionary = shelf.dictionary();
    String id = dictionary == null ? null : dictionary.id();
    while (goOn.getAsBoolean()) {
      Optional<Pass> due = own.write(unit -> Pass.due(unit, scope, frames.codec(), id, horizon));
      if (due.isEmpty()) {
        return;
      }
      Pass pass = due.get();
      if (pass.after() != null || !leavesAlone(pass, shelf)) {
        go(pass, shelf);
      }
    }
    report.stopped();
  }

  /**
   * Ends a pass before it begins if a sample of its frames shows that they would not become enough
   * smaller; whether it did. To try all of them takes hours, and to replace a few of them makes the
   * files of a database larger, not smaller.
   */
  private boolean leavesAlone(Pass pass, FrameShelf shelf) {
    // Frames that need a retired dictionary are replaced whatever that costs.
    if (!shelf.retired().isEmpty()) {
      return false;
    }
    List<FrameShelf.Stored> sample = own.read(unit -> shelf.sample(unit, pass));
    RecompressionReport.Builder seen = new RecompressionReport.Builder();
    long saved = 0;
    for (FrameShelf.Replacement each : replacements(shelf, sample, seen)) {
      saved += each.stored().bytes().length - each.bytes().length;
    }
    long before = seen.bytesBefore();
    // Nothing is known where there was no sample.
    if (before == 0 || plan.isWorth(before, before - saved)) {
      return false;
    }
    end(pass);
    report.leftAlone(pass.scope(), seen);
    return true;
  }

  private void end(Pass pass) {
    own.write(
        unit -> {
          pass.end(unit);
          return true;
        });
  }

  private void go(Pass begun, FrameShelf shelf) {
    Pass pass = begun;
    while (goOn.getAsBoolean()) {
      Pass now = pass;
      List<FrameShelf.Stored> page = own.read(unit -> shelf.next(unit, now));
      if (page.isEmpty()) {
        end(now);
        return;
      }
      List<FrameShelf.Replacement> replacements = replacements(shelf, page, report);
      String position = page.get(page.size() - 1).position();
      List<FrameShelf.Replacement> replaced = new ArrayList<>();
      pass =
          own.write(
              unit -> {
                replaced.clear();
                if (!replacements.isEmpty()) {
                  replaced.addAll(shelf.replace(unit, replacements));
                }
                return now.comeTo(unit, position);
              });
      for (FrameShelf.Replacement each : replaced) {
        byte[] before = each.stored().bytes();
        report.replaced(Frames.codec(before), before.length, each.bytes().length);
      }
    }
  }

  /** The frames to be replaced, in the order of their positions. */
  private List<FrameShelf.Replacement> replacements(
      FrameShelf shelf, List<FrameShelf.Stored> page, RecompressionReport.Builder seen) {
    List<FrameShelf.Replacement> all = new ArrayList<>();
    List<Candidate> batch = new ArrayList<>();
    long bytes = 0;
    for (FrameShelf.Stored stored : page) {
      byte[] raw = rawOrReported(shelf, stored, seen);
      if (raw != null) {
        if (bytes + raw.length > BATCH_BYTES) {
          addCompressed(batch, all);
          batch.clear();
          bytes = 0;
        }
        batch.add(new Candidate(shelf, stored, raw));
        bytes += raw.length;
      }
    }
    addCompressed(batch, all);
    return all;
  }

  private static void addCompressed(List<Candidate> batch, List<FrameShelf.Replacement> all) {
    Cores.forEach(batch, candidate -> candidate.raw.length, Candidate::compress);
    batch.stream().flatMap(Candidate::replacement).forEach(all::add);
  }

  private byte @Nullable [] rawOrReported(
      FrameShelf shelf, FrameShelf.Stored stored, RecompressionReport.Builder seen) {
    String name = shelf.nameOf(stored.position());
    if (stored.suspect()) {
      seen.unreadable(name + ": it is marked as damaged; store the same bytes again to heal it.");
      return null;
    }
    try {
      byte[] raw = Frames.decode(stored.bytes(), shelf.dictionaries());
      seen.examined(Frames.codec(stored.bytes()), stored.bytes().length);
      return raw;
    } catch (DamagedFrameException | CodecUnavailableException e) {
      seen.unreadable(name + ": " + e.getMessage());
      return null;
    }
  }

  /** A frame on its way to a smaller one. */
  private final class Candidate {
    private final FrameShelf shelf;
    private final FrameShelf.Stored stored;
    private final byte[] raw;
    private byte @Nullable [] dense;

    Candidate(FrameShelf shelf, FrameShelf.Stored stored, byte[] raw) {
      this.shelf = shelf;
      this.stored = stored;
      this.raw = raw;
    }

    /** Runs on any thread: it needs nothing but what is in memory. */
    void compress() {
      Dictionary dictionary = shelf.dictionary();
      byte[] made = frames.encode(raw, dictionary);
      String needed = Frames.dictionary(stored.bytes());
      boolean unwanted = needed != null && shelf.retired().contains(needed);
      if (unwanted || plan.isWorth(stored.bytes().length, made.length)) {
        requireSame(made, dictionary);
        dense = made;
      }
    }

    private void requireSame(byte[] made, @Nullable Dictionary dictionary) {
      DictionarySource source =
          dictionary == null ? DictionarySource.NONE : (id, codec) -> dictionary;
      if (!Arrays.equals(raw, Frames.decode(made, source))) {
        throw new IllegalStateException(
            "The codec %s did not give back what it was given, for the %s: nothing was changed."
                .formatted(frames.codec(), shelf.nameOf(stored.position())));
      }
    }

    Stream<FrameShelf.Replacement> replacement() {
      return dense == null ? Stream.empty() : Stream.of(new FrameShelf.Replacement(stored, dense));
    }
  }
}
