package dev.coffer.maintenance.run;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.codec.frame.Frames;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.dictionary.DictionaryTraining;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.record.write.OlderForms;
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
 * Recompresses data with the densest settings of the codecs. Writes use a fast setting;
 * recompression replaces their frames if the data has not been written since. An instance is for
 * one run.
 *
 * <p>Frames are read without locks in pages of a few MiB, and compressed on all cores. Each new
 * frame is decoded to verify that it holds the same bytes. One short transaction for each page
 * replaces the frames and stores the progress. The next run continues a stopped run.
 *
 * <p>Values, versions and times do not change, only the encoding of the bytes. Caches of values and
 * frames therefore stay valid: a replaced frame still decodes to the same bytes.
 *
 * <p>For a collection of a few thousand frames or more, a sample is tried first. If the sample
 * gains too little, the collection is skipped and counts as tried.
 *
 * <p>Values in older forms of their types are rewritten if the plan says so, before the frames of
 * their collection. The progress of that is not stored: a rewritten value is not found again.
 *
 * <p>Frames that need a retired dictionary are replaced even if that saves nothing, because a
 * dictionary is retired to remove its content. {@link ForgetDictionaries} then deletes its row.
 */
public final class Recompression {
  /** The maximum number of raw bytes in a batch of several values. */
  private static final long BATCH_BYTES = 4 << 20;

  private final Transactions own;
  private final Dictionaries dictionaries;
  private final @Nullable DictionaryTraining training;
  private final OlderForms olderForms;
  private final FrameWriter frames;
  private final RecompressionPlan plan;
  private final BooleanSupplier goOn;
  private final boolean dryRun;
  private final ReportBuilder report = new ReportBuilder();

  /**
   * Creates a recompression.
   *
   * @param own Coffer's own transactions, each committed separately
   * @param training trains the dictionaries that collections need; null for no training
   * @param olderForms the values in older forms of their types
   * @param frames the writer of values, of which the dense form is used
   * @param goOn called before each page; false stops the run
   * @param dryRun whether to compress and count, and to store nothing. A dry run trains no
   *     dictionaries and converts no older forms
   */
  public Recompression(
      Transactions own,
      Dictionaries dictionaries,
      @Nullable DictionaryTraining training,
      OlderForms olderForms,
      FrameWriter frames,
      RecompressionPlan plan,
      BooleanSupplier goOn,
      boolean dryRun) {
    this.own = own;
    this.dictionaries = dictionaries;
    this.training = training;
    this.olderForms = olderForms;
    this.frames = frames.densely();
    this.plan = plan;
    this.goOn = goOn;
    this.dryRun = dryRun;
  }

  /** Recompresses all collections and then all contents. */
  public RecompressionReport run() {
    LocalDateTime horizon = own.read(this::horizon);
    for (String collection : own.read(RecordFrames::collections)) {
      train(collection);
      Set<String> retired = own.read(unit -> dictionaries.retired(unit, collection));
      // The known active dictionary may be outdated by a few seconds.
      Dictionary dictionary =
          own.read(unit -> Optional.ofNullable(dictionaries.inForce(unit, collection)))
              .filter(each -> !retired.contains(each.id()))
              .orElse(null);
      RecordFrames source = RecordFrames.of(own, dictionaries, collection, dictionary, retired);
      if (!dryRun && plan.upcasting() && olderForms.exist()) {
        upcast(collection, source, horizon);
      }
      run(collection, source, horizon);
    }
    run(Pass.CONTENTS, new ContentFrames(), horizon);
    return report.build();
  }

  private void train(String collection) {
    if (training == null || dryRun || report.isStopped()) {
      return;
    }
    if (plan.dictionariesFor().contains(collection)) {
      if (goOn.getAsBoolean()) {
        report.trained(training.improve(own, collection, true));
      }
    } else {
      training.maintainOrImprove(own, collection, true).ifPresent(report::trained);
    }
  }

  private void upcast(String collection, RecordFrames source, LocalDateTime horizon) {
    String after = null;
    do {
      if (!goOn.getAsBoolean()) {
        report.stopped();
        return;
      }
      OlderForms.Step step =
          olderForms.rewrite(
              own,
              collection,
              horizon,
              after,
              source.dictionaries(),
              raw -> frames.encode(raw, source.dictionary()),
              source::claimDictionary);
      report.upcast(step.rewritten());
      step.problems().forEach(report::unreadable);
      after = step.last();
    } while (after != null);
  }

  private LocalDateTime horizon(UnitOfWork unit) throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement("select " + unit.dialect().utcNowPlusMillis())) {
      statement.setLong(1, -plan.untouchedFor().toMillis());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getObject(1, LocalDateTime.class);
      }
    }
  }

  private void run(String scope, FrameSource source, LocalDateTime horizon) {
    Dictionary dictionary = source.dictionary();
    String id = dictionary == null ? null : dictionary.id();
    LocalDateTime tried = null;
    while (goOn.getAsBoolean()) {
      LocalDateTime triedUntil = tried;
      Optional<Pass> due =
          dryRun
              ? own.read(
                  unit -> Pass.forecast(unit, scope, frames.codec(), id, horizon, triedUntil))
              : own.write(unit -> Pass.due(unit, scope, frames.codec(), id, horizon));
      if (due.isEmpty()) {
        return;
      }
      Pass pass = due.get();
      if (pass.after() != null || !skips(pass, source)) {
        process(pass, source);
      }
      tried = pass.until();
    }
    report.stopped();
  }

  /**
   * Skips a pass if a sample of its frames shows too little gain. Returns whether it was skipped. A
   * full pass may take hours, and the replacement of a few frames makes the database files larger,
   * not smaller.
   */
  private boolean skips(Pass pass, FrameSource source) {
    // Frames that need a retired dictionary are always replaced.
    if (!source.retired().isEmpty()) {
      return false;
    }
    List<FrameSource.Stored> sample = own.read(unit -> source.sample(unit, pass));
    ReportBuilder seen = new ReportBuilder();
    long saved = 0;
    for (FrameSource.Replacement each : replacements(source, sample, seen)) {
      saved += each.stored().bytes().length - each.bytes().length;
    }
    long before = seen.bytesBefore();
    // Without a sample there is no estimate.
    if (before == 0 || plan.isWorth(before, before - saved)) {
      return false;
    }
    end(pass);
    report.leftAlone(pass.scope(), seen);
    return true;
  }

  private void end(Pass pass) {
    if (dryRun) {
      return;
    }
    own.write(
        unit -> {
          pass.end(unit);
          return true;
        });
  }

  private void process(Pass begun, FrameSource source) {
    Pass pass = begun;
    while (goOn.getAsBoolean()) {
      Pass now = pass;
      List<FrameSource.Stored> page = own.read(unit -> source.next(unit, now));
      if (page.isEmpty()) {
        end(now);
        return;
      }
      List<FrameSource.Replacement> replacements = replacements(source, page, report);
      String position = page.get(page.size() - 1).position();
      List<FrameSource.Replacement> replaced = new ArrayList<>();
      if (dryRun) {
        replaced.addAll(replacements);
        pass = now.at(position);
      } else {
        pass =
            own.write(
                unit -> {
                  replaced.clear();
                  if (!replacements.isEmpty() && source.claimDictionary(unit)) {
                    replaced.addAll(source.replace(unit, replacements));
                  }
                  return now.advanceTo(unit, position);
                });
      }
      for (FrameSource.Replacement each : replaced) {
        byte[] before = each.stored().bytes();
        report.replaced(Frames.codec(before), before.length, each.bytes().length);
      }
    }
  }

  /** The replacements for a page of frames, in the order of their positions. */
  private List<FrameSource.Replacement> replacements(
      FrameSource source, List<FrameSource.Stored> page, ReportBuilder seen) {
    List<FrameSource.Replacement> all = new ArrayList<>();
    List<Candidate> batch = new ArrayList<>();
    long bytes = 0;
    for (FrameSource.Stored stored : page) {
      byte[] raw = rawOrReported(source, stored, seen);
      if (raw != null) {
        if (bytes + raw.length > BATCH_BYTES) {
          addCompressed(batch, all);
          batch.clear();
          bytes = 0;
        }
        batch.add(new Candidate(source, stored, raw));
        bytes += raw.length;
      }
    }
    addCompressed(batch, all);
    return all;
  }

  private static void addCompressed(List<Candidate> batch, List<FrameSource.Replacement> all) {
    Cores.forEach(batch, candidate -> candidate.raw.length, Candidate::compress);
    batch.stream().flatMap(Candidate::replacement).forEach(all::add);
  }

  private byte @Nullable [] rawOrReported(
      FrameSource source, FrameSource.Stored stored, ReportBuilder seen) {
    String name = source.nameOf(stored.position());
    if (stored.suspect()) {
      seen.unreadable(name + ": it is marked as damaged; store the same bytes again to repair it.");
      return null;
    }
    try {
      byte[] raw = Frames.decode(stored.bytes(), source.dictionaries());
      seen.examined(Frames.codec(stored.bytes()), stored.bytes().length);
      return raw;
    } catch (DamagedFrameException | CodecUnavailableException e) {
      seen.unreadable(name + ": " + e.getMessage());
      return null;
    }
  }

  /** A frame that may be replaced by a smaller one. */
  private final class Candidate {
    private final FrameSource source;
    private final FrameSource.Stored stored;
    private final byte[] raw;
    private byte @Nullable [] dense;

    Candidate(FrameSource source, FrameSource.Stored stored, byte[] raw) {
      this.source = source;
      this.stored = stored;
      this.raw = raw;
    }

    /** Compresses the frame. It may run on any thread, because it uses only memory. */
    void compress() {
      Dictionary dictionary = source.dictionary();
      byte[] made = frames.encode(raw, dictionary);
      String needed = Frames.dictionary(stored.bytes());
      boolean unwanted = needed != null && source.retired().contains(needed);
      if (unwanted || plan.isWorth(stored.bytes().length, made.length)) {
        requireSame(made, dictionary);
        dense = made;
      }
    }

    private void requireSame(byte[] made, @Nullable Dictionary dictionary) {
      DictionarySource dictionaries =
          dictionary == null ? DictionarySource.NONE : (id, codec) -> dictionary;
      if (!Arrays.equals(raw, Frames.decode(made, dictionaries))) {
        throw new IllegalStateException(
            "The codec %s did not restore the original bytes of the %s: nothing was changed."
                .formatted(frames.codec(), source.nameOf(stored.position())));
      }
    }

    Stream<FrameSource.Replacement> replacement() {
      return dense == null ? Stream.empty() : Stream.of(new FrameSource.Replacement(stored, dense));
    }
  }
}
