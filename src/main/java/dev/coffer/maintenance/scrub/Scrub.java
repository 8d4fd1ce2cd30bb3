package dev.coffer.maintenance.scrub;

import dev.coffer.change.ChangeFeed;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.DamageRows;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.run.Checked;
import dev.coffer.maintenance.run.ContentCheck;
import dev.coffer.maintenance.run.RecordCheck;
import dev.coffer.maintenance.run.Verification;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.ExpiryRows;
import dev.coffer.tx.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a share of all records and contents and checks every checksum and hash. The share is the
 * time since the run before, divided by the period of the settings; at least a hundredth. The next
 * run continues where this one ends, so that all data is read once in the period. Thread-safe.
 *
 * <p>Damage is noted in {@code coffer_damage}. Each run first checks the noted damage again and
 * removes the notes of what is healed or deleted. A scrub also adds the rows of {@code
 * coffer_record_expiry} that an earlier release did not write.
 */
public final class Scrub implements Task {
  private static final Logger log = LoggerFactory.getLogger(Scrub.class);

  /** The share of a run without a run before: that of a day. */
  private static final Duration FIRST = Duration.ofDays(1);

  private static final double LEAST_SHARE = 0.01;

  /** The maximum number of raw bytes of contents between two stored positions. */
  private static final long BATCH_BYTES = 16 << 20;

  /** The maximum number of notes that a run checks again. */
  private static final int NOTES = 1_000;

  private final Dictionaries dictionaries;
  private final Function<String, ContentStore> contentsOfDomain;
  private final ChangeFeed feed;

  /**
   * Creates the task.
   *
   * @param contentsOfDomain returns the content store of a domain
   * @param feed is told of damage
   */
  public Scrub(
      Dictionaries dictionaries, Function<String, ContentStore> contentsOfDomain, ChangeFeed feed) {
    this.dictionaries = dictionaries;
    this.contentsOfDomain = contentsOfDomain;
    this.feed = feed;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.SCRUB;
  }

  @Override
  public void run(TaskRun run) {
    new Walk(run).run();
  }

  /** One run. Used by one thread. */
  private final class Walk {
    private final TaskRun run;
    private final RecordCheck records;
    private final ContentCheck contents;
    private final Instant now = Instant.now();
    private long left;
    private long rows;

    Walk(TaskRun run) {
      this.run = run;
      records = new RecordCheck(run.transactions(), dictionaries);
      contents = new ContentCheck(run.transactions(), contentsOfDomain);
    }

    void run() {
      run.add("records", 0);
      run.add("contents", 0);
      run.add("bytes", 0);
      run.add("damaged", 0);
      run.add("healed", 0);
      recheck();
      ScrubPosition last = ScrubPosition.parse(run.progress());
      rows = run.read(Verification::rows);
      left = Math.min(rows, (long) Math.ceil(rows * share(last)));
      run.add("due", left);
      String collection = last == null ? null : last.collection();
      String key = last == null ? null : last.key();
      if (collection == null || !collection.equals(DamageRows.CONTENTS)) {
        checkRecords(collection, key);
        checkContents(null);
      } else {
        checkContents(key);
      }
      // The end of the cycle was reached, and more is due than the rest of it.
      if (left > 0 && last != null) {
        checkRecords(null, null);
        checkContents(null);
      }
    }

    private double share(@Nullable ScrubPosition last) {
      Duration since = last == null ? FIRST : Duration.between(last.runAt(), now);
      double share = (double) since.toMillis() / run.settings().scrubPeriod().toMillis();
      return Math.min(1, Math.max(LEAST_SHARE, share));
    }

    private void recheck() {
      for (DamageRows.Row note : run.read(unit -> DamageRows.newest(unit, NOTES))) {
        if (!run.goesOn()) {
          return;
        }
        Optional<Checked> checked =
            note.collection().equals(DamageRows.CONTENTS)
                ? contents.one(Long.parseLong(note.key())).flatMap(contents::check)
                : records.one(note.collection(), note.key());
        boolean sound = checked.isEmpty() || checked.get().problem() == null;
        if (sound && !run.isDryRun()) {
          run.batch(unit -> DamageRows.remove(unit, note.collection(), note.key()));
        }
        run.add("healed", sound ? 1 : 0);
      }
    }

    private boolean goesOn() {
      return left > 0 && run.goesOn();
    }

    private void checkRecords(@Nullable String from, @Nullable String key) {
      for (String collection : records.collections()) {
        if (from != null && Utf8Order.compare(collection, from) < 0) {
          continue;
        }
        String after = collection.equals(from) ? key : null;
        boolean more = true;
        while (more && goesOn()) {
          List<Checked> page = records.page(collection, after);
          more = !page.isEmpty();
          if (more) {
            String before = after;
            String last = page.get(page.size() - 1).key();
            after = last;
            take(
                "records",
                collection,
                page,
                last,
                unit -> ExpiryRows.addMissing(unit, collection, before, last));
          }
        }
      }
    }

    private void checkContents(@Nullable String from) {
      long after = from == null ? Long.MIN_VALUE : Long.parseLong(from);
      boolean more = true;
      while (more && goesOn()) {
        List<ContentCheck.Row> page = contents.next(after);
        more = !page.isEmpty();
        List<Checked> checked = new ArrayList<>();
        long bytes = 0;
        for (ContentCheck.Row row : page) {
          if (bytes < BATCH_BYTES && checked.size() < left && run.goesOn()) {
            after = row.id();
            bytes += row.size();
            contents.check(row).ifPresent(checked::add);
          }
        }
        if (more) {
          take("contents", DamageRows.CONTENTS, checked, Long.toString(after), unit -> 0);
        }
      }
      if (!more) {
        save(new ScrubPosition(now, null, null));
      }
    }

    private void save(ScrubPosition position) {
      if (run.isDryRun()) {
        return;
      }
      run.batch(
          unit -> {
            run.saveProgress(unit, position.text());
            return true;
          });
    }

    private void take(
        String figure,
        String collection,
        List<Checked> page,
        String position,
        Work<Integer> complement) {
      List<Checked> damaged = page.stream().filter(each -> each.problem() != null).toList();
      if (!run.isDryRun()) {
        note(collection, damaged, position, complement);
      }
      long bytes = page.stream().mapToLong(Checked::bytes).sum();
      run.add(figure, page.size());
      run.add("bytes", bytes);
      run.add("damaged", damaged.size());
      left -= Math.max(1, page.size());
      run.done(rows == 0 ? 1 : 1 - (double) Math.max(0, left) / rows);
      run.tellProgress();
      run.pace(bytes);
    }

    /** Notes damage and the position in one transaction. */
    private void note(
        String collection, List<Checked> damaged, String position, Work<Integer> complement) {
      List<Damage> found =
          run.batch(
              unit -> {
                List<Damage> fresh = new ArrayList<>();
                for (Checked each : damaged) {
                  String problem = Objects.requireNonNull(each.problem());
                  DamageRows.Row row = DamageRows.add(unit, collection, each.key(), problem);
                  if (row != null) {
                    fresh.add(damage(row));
                  }
                }
                var unused = complement.run(unit);
                run.saveProgress(unit, new ScrubPosition(now, collection, position).text());
                if (!fresh.isEmpty()) {
                  feed.damageFound(unit, List.copyOf(fresh));
                }
                return fresh;
              });
      found.forEach(each -> log.error("Damage was found. {}", each));
    }

    private static Damage damage(DamageRows.Row row) {
      boolean content = row.collection().equals(DamageRows.CONTENTS);
      return new Damage(content ? null : row.collection(), row.key(), row.foundAt(), row.problem());
    }
  }
}
