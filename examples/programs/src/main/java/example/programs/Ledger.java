package example.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coffer.Coffer;
import dev.coffer.api.RecordConflictException;
import dev.coffer.record.RecordRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger: blocks of receipts are appended and never changed, and each seals those before it. */
public final class Ledger {

  public record Receipt(String id, String from, String to, long cents) {}

  public record Block(List<Receipt> receipts, String seal) {}

  public record Head(long height, String seal) {}

  private static final Head GENESIS = new Head(0, "");

  private final Coffer coffer;

  Ledger(Coffer coffer) {
    this.coffer = coffer;
  }

  /**
   * Appends a block, and changes the balances, in one transaction. The record of the head is locked
   * from {@code compute} on, so that simultaneous calls append one after another.
   *
   * @throws RecordConflictException if the ledger has one of the receipts already
   */
  Head append(List<Receipt> receipts) {
    return coffer.callInTransaction(
        stores -> {
          Head head =
              stores
                  .records("ledger/head", Head.class)
                  .compute(
                      "main",
                      last ->
                          last.or(() -> Optional.of(GENESIS))
                              .map(
                                  before ->
                                      new Head(before.height() + 1, seal(before.seal(), receipts))))
                  .orElseThrow();
          RecordRepository<Long, String> balances = stores.records("ledger/balances", Long.class);
          for (Receipt receipt : receipts) {
            stores.records("ledger/receipts", Receipt.class).replace(receipt.id(), receipt, 0);
            balances.compute(
                receipt.from(), cents -> Optional.of(cents.orElse(0L) - receipt.cents()));
            balances.compute(
                receipt.to(), cents -> Optional.of(cents.orElse(0L) + receipt.cents()));
          }
          stores
              .records("ledger/blocks", Block.class, Long.class)
              .put(head.height(), new Block(receipts, head.seal()));
          return head;
        });
  }

  /** Recomputes each seal, and returns the number of blocks whose seals are right. */
  long prove() {
    String seal = GENESIS.seal();
    long proved = 0;
    RecordRepository<Block, Long> blocks = coffer.records("ledger/blocks", Block.class, Long.class);
    for (Map.Entry<Long, Block> each : blocks.asMap().entrySet()) {
      seal = seal(seal, each.getValue().receipts());
      if (each.getKey() != ++proved || !seal.equals(each.getValue().seal())) {
        throw new IllegalStateException("The seal of block " + each.getKey() + " is wrong.");
      }
    }
    return proved;
  }

  private String seal(String before, List<Receipt> receipts) {
    return coffer.contents().hash((before + receipts).getBytes(UTF_8)).toString();
  }

  public static void main(String... args) {
    try (Coffer coffer = Coffer.open(args.length > 0 ? args[0] : "jdbc:h2:./target/ledger")) {
      Ledger ledger = new Ledger(coffer);
      try {
        Receipt salary = new Receipt("r1", "bank", "alice", 100_000);
        System.out.println(
            ledger.append(List.of(salary, new Receipt("r2", "alice", "bob", 2_500))));
        System.out.println(ledger.append(List.of(new Receipt("r3", "bob", "carol", 500), salary)));
      } catch (RecordConflictException e) {
        System.out.println("Refused: " + e.getMessage());
      }
      System.out.println("Blocks with a right seal: " + ledger.prove());
      System.out.println(coffer.records("ledger/balances", Long.class).asMap());
    }
  }
}
