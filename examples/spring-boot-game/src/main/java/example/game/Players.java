package example.game;

import dev.coffer.record.Collection;
import dev.coffer.record.KeyedRepository;
import java.util.UUID;

@Collection("players")
public interface Players extends KeyedRepository<Player, UUID> {}
