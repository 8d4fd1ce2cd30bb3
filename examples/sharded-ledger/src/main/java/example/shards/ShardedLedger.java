package example.shards;

import dev.coffer.ShardedCoffer;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A ledger of accounts on several databases. Each posting has two entries, which are written
 * together or not at all.
 *
 * <p>The key of an entry is {@code account/number.side}. The shard key is the part before the
 * slash, so all entries of an account lie on one shard.
 */
public final class ShardedLedger {

  /** What is before it in a key decides on the shard. */
  public static final String DELIMITER = "/";

  /** An amount that a pot of the account gets, or gives if it is negative. */
  public record Entry(String pot, long cents) {}

  /** The sums over all shards: those of the accounts are 0 unless half of a posting is missing. */
  public record Report(long entries, Map<String, Long> accounts, Map<String, Long> pots) {

    boolean isBalanced() {
      return accounts.values().stream().allMatch(sum -> sum == 0);
    }
  }

  private final RecordRepository<Entry, String> entries;

  ShardedLedger(ShardedCoffer cluster) {
    this.entries = cluster.records("ledger/entries", Entry.class);
  }

  /**
   * Moves an amount between two pots of an account, and returns the number of the posting. If
   * another thread or process has taken the number, it takes the next one.
   */
  long post(String account, String from, String to, long cents) {
    while (true) {
      long number = last(account) + 1;
      String key = "%s%s%08d".formatted(account, DELIMITER, number);
      Map<String, ConditionalPut> written =
          entries.putAllIfAbsent(
              Map.of(key + ".credit", new Entry(to, cents), key + ".debit", new Entry(from, -cents)));
      if (written.values().stream().allMatch(ConditionalPut.Done.class::isInstance)) {
        return number;
      }
    }
  }

  /** The number of the last posting; 0 if the account has none. */
  long last(String account) {
    String prefix = account + DELIMITER;
    return entries
        .first(Range.prefix(prefix).reversed())
        .map(StoredValue::key)
        .map(key -> Long.parseLong(key.substring(prefix.length(), key.lastIndexOf('.'))))
        .orElse(0L);
  }

  /** Reads the entries of all shards in the order of their keys, and adds them up. */
  Report report() {
    Map<String, Long> accounts = new TreeMap<>();
    Map<String, Long> pots = new TreeMap<>();
    long count = 0;
    try (Stream<StoredValue<Entry, String>> all = entries.scan(Range.all())) {
      for (StoredValue<Entry, String> each : (Iterable<StoredValue<Entry, String>>) all::iterator) {
        Entry entry = each.value();
        accounts.merge(each.key().split(DELIMITER, 2)[0], entry.cents(), Long::sum);
        pots.merge(entry.pot(), entry.cents(), Long::sum);
        count++;
      }
    }
    return new Report(count, accounts, pots);
  }
}
