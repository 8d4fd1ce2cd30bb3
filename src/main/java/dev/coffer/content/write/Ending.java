package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashMismatchException;
import dev.coffer.entity.StoredContent;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;

/**
 * The end of the write of a content: a check of its hash, and work in the transaction in which the
 * content becomes visible.
 */
public interface Ending {

  /** Work in the transaction in which a content becomes visible. */
  void end(UnitOfWork unit, StoredContent content) throws SQLException;

  /**
   * Checks the hash of the source, after its end and before the content becomes visible.
   *
   * @throws RuntimeException to refuse the content
   */
  default void check(ContentHash hash) {}

  /** This ending, with a refusal of every content that has another hash. */
  default Ending expecting(ContentHash expected) {
    Ending unchecked = this;
    return new Ending() {
      @Override
      public void end(UnitOfWork unit, StoredContent content) throws SQLException {
        unchecked.end(unit, content);
      }

      @Override
      public void check(ContentHash hash) {
        if (!hash.equals(expected)) {
          throw new HashMismatchException(
              expected,
              hash,
              "The content to store was expected to have the hash "
                  + expected
                  + ", but its bytes have the hash "
                  + hash
                  + ". No content was stored; send the bytes again.");
        }
      }
    };
  }
}
