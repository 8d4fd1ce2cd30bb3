package example.shards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.shard.ShardKey;
import example.shards.ShardedLedger.Entry;
import example.shards.ShardedLedger.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program and the ledger on databases in files. */
class ShardedLedgerTest {

  @TempDir Path directory;

  private String url() {
    return "jdbc:h2:" + directory.resolve("ledger-%s");
  }

  private ShardedCoffer open() {
    ShardedCofferBuilder builder = Coffer.sharded().key(ShardKey.prefix(ShardedLedger.DELIMITER));
    GrowingCluster.SHARDS.forEach(name -> builder.shard(name, url().formatted(name)));
    return builder.open();
  }

  @Test
  void theClusterGrowsAndShrinksWhileItIsWritten() throws Exception {
    assertThat(output(() -> GrowingCluster.main(url())))
        .contains("The weight of west is 1 now.")
        .contains("The weight of west is 0 now.")
        .contains("All 60 accounts are balanced.")
        .contains("bank=-6000000");
    long entries;
    try (ShardedCoffer cluster = open()) {
      Report report = new ShardedLedger(cluster).report();
      assertThat(report.isBalanced()).isTrue();
      assertThat(report.pots().values().stream().mapToLong(each -> each).sum()).isZero();
      assertThat(report.pots()).containsEntry("bank", -6_000_000L);
      entries = report.entries();
      assertThat(entries).isGreaterThan(2 * GrowingCluster.ACCOUNTS);
    }
    GrowingCluster.main(url());
    try (ShardedCoffer cluster = open()) {
      Report report = new ShardedLedger(cluster).report();
      assertThat(report.pots()).containsEntry("bank", -12_000_000L);
      assertThat(report.entries()).isGreaterThan(entries);
    }
  }

  @Test
  void simultaneousPostingsOfAnAccountHaveNumbersOfTheirOwn() throws Exception {
    try (ShardedCoffer cluster = open()) {
      ShardedLedger ledger = new ShardedLedger(cluster);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<Long>> numbers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        numbers.add(threads.submit(() -> ledger.post("alice", "bank", "cash", 10)));
      }
      List<Long> taken = new ArrayList<>();
      for (Future<Long> each : numbers) {
        taken.add(each.get());
      }
      threads.shutdown();
      assertThat(taken).doesNotHaveDuplicates().hasSize(40);
      assertThat(ledger.last("alice")).isEqualTo(40);
      assertThat(ledger.report().pots()).isEqualTo(Map.of("bank", -400L, "cash", 400L));
    }
  }

  @Test
  void anAtomicBatchStaysWithinOneShard() {
    try (ShardedCoffer cluster = open()) {
      Map<String, Entry> batch = new HashMap<>();
      for (int i = 0; i < 40; i++) {
        batch.put("account" + i + "/00000001.credit", new Entry("cash", 1));
      }
      var entries = cluster.records("ledger/entries", Entry.class);
      assertThatThrownBy(() -> entries.putAll(batch)).isInstanceOf(SeveralShardsException.class);
      assertThat(entries.count()).isZero();
    }
  }

  private interface Program {
    void run() throws Exception;
  }

  private static String output(Program program) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(UTF_8);
  }
}
