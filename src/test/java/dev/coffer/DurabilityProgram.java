package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordRepository;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts, deletes and stores until it is killed, or until its standard output is closed. It prints a
 * line for each acknowledged operation: the numbers of the writer and of the operation.
 */
final class DurabilityProgram {

  static final String COLLECTION = "load";

  private DurabilityProgram() {}

  /** The address, user and password of a database, and the number of writers. */
  public static void main(String[] arguments) throws InterruptedException {
    OpenSettings settings =
        OpenSettings.of(arguments[0])
            .withUser(arguments[1])
            .withPassword(arguments[2])
            .withCache(0, 0);
    try (Coffer coffer = Coffer.open(settings)) {
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < Integer.parseInt(arguments[3]); writer++) {
        Load load = new Load(writer);
        Thread thread = new Thread(() -> run(coffer, load));
        thread.start();
        writers.add(thread);
      }
      for (Thread thread : writers) {
        thread.join();
      }
    }
  }

  private static void run(Coffer coffer, Load load) {
    RecordRepository<String, String> records = coffer.records(COLLECTION, String.class);
    ContentStore contents = coffer.contents();
    // The reader is gone if the test that started this program has ended.
    for (int number = 0; !System.out.checkError(); number++) {
      Load.Operation operation = load.operation(number);
      if (operation.delete()) {
        records.delete(operation.key());
      } else {
        records.put(operation.key(), operation.value());
      }
      contents.store(load.content(number));
      System.out.print(load.writer() + " " + number + "\n");
    }
  }
}
