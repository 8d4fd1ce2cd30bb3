package dev.coffer.spring.app;

import dev.coffer.record.Collection;
import dev.coffer.record.KeyedRepository;
import java.util.UUID;

/** A repository of records; the application only declares it. */
@Collection("players")
public interface PlayerRepository extends KeyedRepository<Player, UUID> {
  default int levelOf(UUID id) {
    return get(id).map(Player::level).orElse(0);
  }
}
