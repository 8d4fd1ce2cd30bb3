package dev.coffer.maintenance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.TransientCofferException;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.RecordRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Writers of two processes beside a third one that trains, retires and deletes dictionaries without
 * any grace. No acknowledged value may be lost.
 *
 * <p>{@code -Dcoffer.test.race.seconds=600} runs the long form.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
abstract class ForgetDictionariesRaceContract extends DictionaryFixture {
  private static final int SECONDS = Integer.getInteger("coffer.test.race.seconds", 5);
  private static final int THREADS = 6;
  private static final int KEYS = 40;

  @Test
  void noValueIsLost() throws Exception {
    try (Coffer keeper = open();
        Coffer one = open();
        Coffer other = open()) {
      train(keeper);
      keeper.forgetDictionary(MONSTERS);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      Map<String, Integer> written = new HashMap<>();
      long deleted = 0;
      long rewritten = 0;
      try {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<Map<String, Integer>>> writers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          writers.add(threads.submit(new Writer(i % 2 == 0 ? one : other, i, end)));
        }
        boolean turn = false;
        while (System.nanoTime() < end) {
          // The process that trains uses the dictionary at once, and learns late of the retirement.
          turn = !turn;
          assertThat((turn ? one : other).trainDictionary(MONSTERS).dictionary()).isNotNull();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
          try {
            keeper.forgetDictionary(MONSTERS);
          } catch (TransientCofferException e) {
            // Transactions that write with the dictionary did not end.
            continue;
          }
          RunReport run = keeper.maintenance().run(MaintenanceTask.FORGET_DICTIONARIES);
          assertThat(run.outcome()).isEqualTo(RunOutcome.DONE);
          deleted += run.figure("dictionaries");
          rewritten += run.figure("rewritten");
        }
        for (Future<Map<String, Integer>> writer : writers) {
          written.putAll(writer.get());
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(deleted).as("dictionaries that were deleted beside the writers").isPositive();
      assertThat(rewritten).as("values that were written with them").isPositive();
      keeper.maintenance().run(MaintenanceTask.FORGET_DICTIONARIES);
      assertThat(dictionaries()).isZero();
      try (Coffer fresh = open()) {
        assertThat(fresh.verify().damaged()).isEmpty();
        RecordRepository<Monster, String> monsters = monsters(fresh);
        written.forEach((key, number) -> assertThat(monsters.get(key)).contains(monster(number)));
      }
    }
  }

  /** Writes its own keys, one after the other, and remembers what was acknowledged. */
  private static final class Writer implements Callable<Map<String, Integer>> {
    private final Coffer coffer;
    private final int number;
    private final long end;
    private final Random random;
    private final Map<String, Integer> written = new HashMap<>();
    private int created;

    Writer(Coffer coffer, int number, long end) {
      this.coffer = coffer;
      this.number = number;
      this.end = end;
      this.random = new Random(number);
    }

    @Override
    public Map<String, Integer> call() {
      while (System.nanoTime() < end) {
        try {
          write();
        } catch (TransientCofferException e) {
          // Nothing was written.
        }
      }
      return written;
    }

    private String key() {
      return "w" + number + "-" + random.nextInt(KEYS);
    }

    private String newKey() {
      created++;
      return "n" + number + "-" + created;
    }

    private void write() {
      RecordRepository<Monster, String> monsters = monsters(coffer);
      String key = key();
      int value = random.nextInt(100_000);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          monsters.put(key, monster(value));
          written.put(key, value);
        }
        case 2 -> {
          Map<String, Monster> batch = new HashMap<>();
          Map<String, Integer> values = new HashMap<>();
          for (int i = 0; i < 20; i++) {
            String each = newKey();
            values.put(each, value + i);
            batch.put(each, monster(value + i));
          }
          monsters.putAll(batch);
          written.putAll(values);
        }
        case 3 -> {
          // The value is never replaced, so that its loss would be seen.
          String kept = newKey();
          coffer.runInTransaction(
              stores -> {
                stores.records(MONSTERS, Monster.class).put(kept, monster(value));
                // The transaction stays open for a while after its write.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
              });
          written.put(kept, value);
        }
        case 4 -> {
          long version = monsters.find(key).map(each -> each.version()).orElse(0L);
          if (monsters.putIfVersion(key, monster(value), version).isDone()) {
            written.put(key, value);
          }
        }
        default -> rename(monsters, key, key());
      }
    }

    private void rename(RecordRepository<Monster, String> monsters, String key, String newKey) {
      Integer value = written.get(key);
      if (value != null && !written.containsKey(newKey)) {
        monsters.rename(key, newKey);
        written.remove(key);
        written.put(newKey, value);
      }
    }
  }
}
