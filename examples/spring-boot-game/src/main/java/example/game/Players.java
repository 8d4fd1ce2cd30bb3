package example.game;

import dev.coffer.record.RecordCollection;
import dev.coffer.record.KeyedRepository;
import java.util.UUID;

@RecordCollection("players")
public interface Players extends KeyedRepository<Player, UUID> {}
