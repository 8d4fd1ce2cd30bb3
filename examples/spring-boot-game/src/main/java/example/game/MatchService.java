package example.game;

import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.StoredValue;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class MatchService {

  private final Players players;
  private final History history;
  private final Achievements achievements;
  private final ContentStore contents;
  private final Matches matches;

  MatchService(
      Players players,
      History history,
      Achievements achievements,
      ContentStore contents,
      Matches matches) {
    this.players = players;
    this.history = history;
    this.achievements = achievements;
    this.contents = contents;
    this.matches = matches;
  }

  /**
   * Stores the records, the content and the entity of a match in one transaction. It fails with a
   * conflict if another match changed a player meanwhile, or if a player plays against himself.
   */
  @Transactional
  public Match finish(UUID winnerId, UUID loserId, InputStream replay) {
    StoredValue<Player, UUID> winner = player(winnerId);
    StoredValue<Player, UUID> loser = player(loserId);
    StoredContent content = contents.stage(replay);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    // The flush reports errors of the database before the records change.
    Match match =
        matches.saveAndFlush(new Match(LocalDateTime.ofInstant(now, ZoneOffset.UTC), content));

    players.replace(winnerId, winner.value().wonAgainst(loser.value()), winner.version());
    players.replace(loserId, loser.value().lostAgainst(winner.value()), loser.version());
    history.add(winnerId, new Played(match.id(), now, loser.value().name(), true));
    history.add(loserId, new Played(match.id(), now, winner.value().name(), false));
    achievements.award(winnerId, "first-blood", now);
    return match;
  }

  private StoredValue<Player, UUID> player(UUID id) {
    return players.find(id).orElseThrow(() -> new NotFoundException("There is no player " + id));
  }
}
