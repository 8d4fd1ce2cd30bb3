package example.shards;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.shard.ShardKey;
import dev.coffer.shard.ShardProgress;
import dev.coffer.shard.ShardState;
import example.shards.ShardedLedger.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes a ledger on three shards, adds a fourth one and removes it again while the writes go on,
 * and checks the sums.
 */
public final class GrowingCluster {

  static final List<String> SHARDS = List.of("north", "east", "south");
  static final String ADDED = "west";
  static final int ACCOUNTS = 60;

  private static final int WRITERS = 3;
  private static final long DEPOSIT = 100_000;

  private final String url;
  private final String user;
  private final String password;

  private GrowingCluster(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  private ShardedCoffer open(List<String> names) {
    ShardedCofferBuilder builder =
        Coffer.sharded().key(ShardKey.prefix(ShardedLedger.DELIMITER));
    for (String name : names) {
      builder.shard(
          name, OpenSettings.of(url.formatted(name)).withUser(user).withPassword(password));
    }
    return builder.open();
  }

  private void run() throws Exception {
    long before;
    try (ShardedCoffer cluster = open(SHARDS)) {
      ShardedLedger ledger = new ShardedLedger(cluster);
      for (int i = 0; i < ACCOUNTS; i++) {
        ledger.post("account" + i, "bank", "cash", DEPOSIT);
      }
      before = print(cluster, ledger);
    }
    // Each process must know the new shard before it takes keys: it is opened again with four.
    List<String> four = new ArrayList<>(SHARDS);
    four.add(ADDED);
    try (ShardedCoffer cluster = open(four)) {
      ShardedLedger ledger = new ShardedLedger(cluster);
      long posted = whilePosting(ledger, () -> change(cluster, 1));
      long grown = print(cluster, ledger);
      require(grown == before + 2 * posted, "An entry is missing or there twice.");
      posted = whilePosting(ledger, () -> change(cluster, 0));
      require(print(cluster, ledger) == grown + 2 * posted, "An entry is missing or there twice.");
    }
  }

  private static void change(ShardedCoffer cluster, int weight) {
    ShardProgress moved = cluster.change(ADDED, weight, progress -> {});
    require(moved.problems().isEmpty(), moved.problems().toString());
    System.out.printf(
        "The weight of %s is %s now. Entries that moved: %s%n", ADDED, weight, moved.records());
  }

  /** Runs a change while threads post and one reads reports. Returns the number of postings. */
  private static long whilePosting(ShardedLedger ledger, Runnable change) throws Exception {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(WRITERS + 1);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
    try {
      List<Future<Long>> postings = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        postings.add(
            threads.submit(
                () -> {
                  long posted = 0;
                  do {
                    ThreadLocalRandom random = ThreadLocalRandom.current();
                    ledger.post(
                        "account" + random.nextInt(ACCOUNTS), "cash", "rent", random.nextLong(100));
                    posted++;
                    begun.countDown();
                  } while (!stopped.get());
                  return posted;
                }));
      }
      Future<?> reports =
          threads.submit(
              () -> {
                do {
                  require(ledger.report().isBalanced(), "A report shows half of a posting.");
                  begun.countDown();
                } while (!stopped.get());
              });
      begun.await();
      change.run();
      stopped.set(true);
      reports.get();
      long posted = 0;
      for (Future<Long> each : postings) {
        posted += each.get();
      }
      return posted;
    } finally {
      stopped.set(true);
      threads.shutdown();
    }
  }

  /** Prints where the entries lie, and checks their sums. Returns their number. */
  private static long print(ShardedCoffer cluster, ShardedLedger ledger) {
    for (ShardState each : cluster.state().shards()) {
      long count =
          cluster
              .shard(each.name())
              .orElseThrow()
              .records("ledger/entries", ShardedLedger.Entry.class)
              .count();
      System.out.printf("%-6s weight %s, entries: %s%n", each.name(), each.after(), count);
    }
    Report report = ledger.report();
    require(report.isBalanced(), "An account is not balanced.");
    require(report.accounts().size() == ACCOUNTS, "An account is missing.");
    require(cluster.misplaced() == 0, "An entry lies on the wrong shard.");
    System.out.printf(
        "All %s accounts are balanced. Sums of the pots: %s%n", ACCOUNTS, report.pots());
    return report.entries();
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalStateException(problem);
    }
  }

  /**
   * Runs the program.
   *
   * @param args the URL of the databases, with {@code %s} for the name of the shard, and the user;
   *     by default files of H2. The password is in the environment.
   */
  public static void main(String... args) throws Exception {
    new GrowingCluster(
            args.length > 0 ? args[0] : "jdbc:h2:./target/ledger-%s",
            args.length > 1 ? args[1] : null,
            System.getenv("LEDGER_PASSWORD"))
        .run();
  }
}
