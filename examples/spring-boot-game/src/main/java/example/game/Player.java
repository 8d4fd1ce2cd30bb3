package example.game;

import dev.coffer.record.Key;
import java.util.UUID;

/** The profile of a player. */
public record Player(@Key UUID id, String name, int rating, int wins) {

  static Player named(String name) {
    return new Player(UUID.randomUUID(), name, 1000, 0);
  }

  Player wonAgainst(Player loser) {
    return new Player(id, name, rating + stake(this, loser), wins + 1);
  }

  Player lostAgainst(Player winner) {
    return new Player(id, name, rating - stake(winner, this), wins);
  }

  /** The Elo rating: a win against a stronger player adds more points. */
  private static int stake(Player winner, Player loser) {
    return (int) Math.round(32 / (1 + Math.pow(10, (winner.rating - loser.rating) / 400.0)));
  }
}
