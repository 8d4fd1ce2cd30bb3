package example.game;

import dev.coffer.Coffer;
import dev.coffer.Stores;
import dev.coffer.api.ReadFrom;
import org.springframework.stereotype.Component;

/** The stores that answer reads: those of a replica if there is one, and otherwise the primary's. */
@Component
class Reads {

  private final Coffer coffer;

  Reads(Coffer coffer) {
    this.coffer = coffer;
  }

  /**
   * The stores that see what precedes a position.
   *
   * @param position the value of the cookie; null if the user has written nothing
   */
  Stores at(String position) {
    try {
      return coffer.reading(
          position == null ? ReadFrom.REPLICA : ReadFrom.atLeast(position));
    } catch (IllegalArgumentException e) {
      // The cookie was changed, or the database was replaced by another product.
      return coffer.reading(ReadFrom.REPLICA);
    }
  }
}
