package example.ledger;

import dev.coffer.entity.StoredContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A block: the exact bytes of the submission, and a seal over it and all previous blocks. */
@Entity
@Table(name = "ledger_block")
public class Block {

  @Id private long height;

  @Column(nullable = false, updatable = false, length = 64)
  private String seal;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "body_id", nullable = false, updatable = false)
  private StoredContent body;

  protected Block() {}

  Block(long height, String seal, StoredContent body) {
    this.height = height;
    this.seal = seal;
    this.body = body;
  }

  long height() {
    return height;
  }

  String seal() {
    return seal;
  }

  StoredContent body() {
    return body;
  }
}
