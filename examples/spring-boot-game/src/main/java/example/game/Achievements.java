package example.game;

import dev.coffer.record.Range;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@RecordCollection("achievements")
public interface Achievements extends RecordRepository<Achievement, String> {

  /** Only the first time counts. */
  default void award(UUID player, String name, Instant at) {
    putIfAbsent(player + "/" + name, new Achievement(name, at));
  }

  default List<Achievement> of(UUID player) {
    return scan(Range.prefix(player + "/")).map(StoredValue::value).toList();
  }
}
