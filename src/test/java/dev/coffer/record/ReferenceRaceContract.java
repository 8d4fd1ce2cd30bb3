package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races of records that refer to contents with the deletion of these contents. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class ReferenceRaceContract {

  private static final int ROUNDS = 80;
  private static final int CONTENTS = 6;

  record Invoice(int number, List<ContentHash> pages) {}

  abstract TestDatabase newDatabase();

  @Test
  void aPutOrTheDeletionOfItsContentSucceedsAndNeverBoth() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestDatabase database = newDatabase().migrate();
        SessionFactory sessions = SessionFactories.over(database);
        Coffer coffer = Coffer.over(sessions).build()) {
      RecordRepository<Invoice, String> invoices = coffer.records("invoices", Invoice.class);
      for (int round = 0; round < ROUNDS; round++) {
        String key = "invoice " + round;
        int number = round;
        ContentHash hash = coffer.contents().stage(bytes(round)).hash();

        Future<Boolean> put =
            threads.submit(succeeds(() -> invoices.put(key, new Invoice(number, List.of(hash)))));
        Future<Boolean> deletion = threads.submit(succeeds(() -> coffer.contents().delete(hash)));

        assertThat(put.get()).isNotEqualTo(deletion.get());
        assertThat(coffer.contents().references(hash)).isEqualTo(put.get() ? 1 : 0);
        assertThat(coffer.contents().info(hash).isPresent()).isEqualTo(put.get());
        assertThat(invoices.exists(key)).isEqualTo(put.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void writersOfTheSameContentsInOppositeOrderAllSucceed() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TestDatabase database = newDatabase().migrate();
        SessionFactory sessions = SessionFactories.over(database);
        Coffer coffer = Coffer.over(sessions).build()) {
      RecordRepository<Invoice, String> invoices = coffer.records("invoices", Invoice.class);
      List<ContentHash> forth =
          IntStream.range(0, CONTENTS)
              .mapToObj(i -> coffer.contents().stage(bytes(1000 + i)).hash())
              .toList();
      List<ContentHash> back = new ArrayList<>(forth);
      Collections.reverse(back);
      List<Future<Boolean>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        List<ContentHash> pages = thread % 2 == 0 ? forth : back;
        String key = "invoice " + thread % 3;
        running.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    invoices.put(key, new Invoice(round, pages.subList(0, 1 + round % CONTENTS)));
                    if (round % 10 == 9) {
                      invoices.delete(key);
                    }
                  }
                  return true;
                }));
      }
      for (Future<Boolean> each : running) {
        assertThat(each.get()).isTrue();
      }

      invoices.deleteRange(Range.all());
      for (ContentHash hash : forth) {
        assertThat(coffer.contents().references(hash)).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Whether work succeeds. It may fail only because the other side was faster. */
  private static Callable<Boolean> succeeds(Callable<?> work) {
    return () -> {
      try {
        return !Boolean.FALSE.equals(work.call());
      } catch (ContentNotFoundException | ContentInUseException e) {
        return false;
      }
    };
  }

  private static byte[] bytes(int number) {
    return ("page " + number).getBytes(StandardCharsets.UTF_8);
  }
}
