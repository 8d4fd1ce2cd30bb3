package example.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.List;

/** The ledger: blocks are appended and never changed. */
@ApplicationScoped
public class Ledger {

  private final ObjectMapper json = new ObjectMapper();

  @Inject ContentStore contents;
  @Inject Receipts receipts;

  @PersistenceContext EntityManager entities;

  /** Appends a block in one transaction: a content, its receipts as records, and an entity. */
  @Transactional
  public BlockView append(byte[] body) {
    Submission submission = parse(body);
    StoredContent content = contents.stage(body);
    long total = 0;
    for (Receipt receipt : submission.receipts()) {
      if (!receipts.putIfAbsent(receipt.id(), receipt).isDone()) {
        throw new RejectedException("There is a receipt " + receipt.id() + " already.");
      }
      total += receipt.cents();
    }
    List<Block> last =
        entities
            .createQuery("select b from Block b order by b.height desc", Block.class)
            .setMaxResults(1)
            .getResultList();
    long height = last.isEmpty() ? 1 : last.get(0).height() + 1;
    String before = last.isEmpty() ? Seals.GENESIS : last.get(0).seal();
    Block block = new Block(height, Seals.seal(before, content.hash()), content);
    entities.persist(block);
    entities.flush();
    if (total != submission.total()) {
      throw new RejectedException("The receipts add up to " + total + ".");
    }
    return BlockView.of(block);
  }

  private Submission parse(byte[] body) {
    try {
      return json.readValue(body, Submission.class);
    } catch (IOException e) {
      throw new RejectedException("This is no submission: " + e.getMessage());
    }
  }

  /** A block, or null. */
  @Transactional
  public BlockView find(long height) {
    Block block = entities.find(Block.class, height);
    return block == null ? null : BlockView.of(block);
  }

  /** Reads every byte of every block, and recomputes every seal. */
  @Transactional
  public Proof prove() {
    String seal = Seals.GENESIS;
    long blocks = 0;
    for (Block block :
        entities
            .createQuery("select b from Block b join fetch b.body order by b.height", Block.class)
            .getResultList()) {
      contents.verify(block.body().hash());
      seal = Seals.seal(seal, block.body().hash());
      if (!seal.equals(block.seal())) {
        throw new IllegalStateException("The seal of block " + block.height() + " is broken.");
      }
      blocks++;
    }
    return new Proof(blocks, seal);
  }

  /** The JSON of a block. */
  public record BlockView(long height, String seal, String body, long size) {
    static BlockView of(Block block) {
      return new BlockView(
          block.height(), block.seal(), block.body().hash().toString(), block.body().size());
    }
  }

  /** The JSON of a successful verification. */
  public record Proof(long blocks, String seal) {}
}
