package dev.coffer.spring.app;

import dev.coffer.record.KeyedRepository;
import dev.coffer.record.RecordCollection;
import java.util.UUID;

/** A repository of records; the application only declares it. */
@RecordCollection("players")
public interface PlayerRepository extends KeyedRepository<Player, UUID> {
  default int levelOf(UUID id) {
    return get(id).map(Player::level).orElse(0);
  }
}
