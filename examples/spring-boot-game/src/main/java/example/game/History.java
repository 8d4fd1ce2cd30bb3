package example.game;

import dev.coffer.record.Range;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.util.List;
import java.util.UUID;

/** The matches of each player, in the order in which they were played. */
@RecordCollection("history")
public interface History extends RecordRepository<Played, String> {

  default void add(UUID player, Played played) {
    put("%s/%020d/%s".formatted(player, played.at().toEpochMilli(), played.match()), played);
  }

  default List<Played> of(UUID player) {
    return scan(Range.prefix(player + "/")).map(StoredValue::value).toList();
  }
}
