package dev.coffer.spring.app;

import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.StoredValue;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;

/** Transactions of the application. */
public class MatchService {
  private final PlayerRepository players;
  private final MatchRepository matches;
  private final ContentStore contents;

  public MatchService(PlayerRepository players, MatchRepository matches, ContentStore contents) {
    this.players = players;
    this.matches = matches;
    this.contents = contents;
  }

  /** Changes a record, stages a content and saves an entity that refers to it. */
  @Transactional
  public StoredContent finish(long match, UUID winner, InputStream replay) {
    StoredValue<Player, UUID> before = players.find(winner).orElseThrow();
    players.replace(winner, before.value().levelUp(), before.version());
    StoredContent staged = contents.stage(replay);
    matches.save(new Match(match, staged));
    return staged;
  }

  /** Does the same and then fails. */
  @Transactional
  public void fail(long match, UUID winner, InputStream replay) {
    finish(match, winner, replay);
    throw new IllegalStateException("The match does not count.");
  }
}
