package example.programs;

import dev.coffer.Coffer;
import dev.coffer.Stores;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The state of a game: profiles of players, trades, the matches of each player, and replays. */
public final class GameState {

  public record Player(String name, int level, Map<String, Integer> bag) {
    Player levelUp() {
      return new Player(name, level + 1, bag);
    }

    Player receive(String item, int count) {
      Map<String, Integer> changed = new TreeMap<>(bag);
      if (changed.merge(item, count, Integer::sum) < 0) {
        throw new IllegalStateException(name + " does not have " + -count + " " + item + ".");
      }
      return new Player(name, level, changed);
    }
  }

  public record Match(String opponent, boolean won, String replay) {}

  private final Coffer coffer;
  private final RecordRepository<Player, String> players;

  GameState(Coffer coffer) {
    this.coffer = coffer;
    this.players = coffer.records("players", Player.class);
  }

  Player join(String id, String name) {
    return players.computeIfAbsent(id, key -> new Player(name, 1, Map.of("coin", 10)));
  }

  /** Moves items from one player to another, or moves nothing. */
  void trade(String from, String to, String item, int count) {
    coffer.runInTransaction(
        stores -> {
          RecordRepository<Player, String> joined = stores.records("players", Player.class);
          joined.update(from, player -> player.receive(item, -count)).orElseThrow();
          joined.update(to, player -> player.receive(item, count)).orElseThrow();
        });
  }

  /** Records a match: the level of the winner, a line for both players, and the replay. */
  void finish(String winner, String loser, byte[] replay) {
    coffer.runInTransaction(
        stores -> {
          StoredContent content = stores.contents().stage(replay);
          String hash = content.hash().toString();
          Instant now = Instant.now();
          stores.contents().retain(content.hash(), Holder.of("matches/" + winner + "/" + now));
          stores.records("players", Player.class).update(winner, Player::levelUp).orElseThrow();
          matches(stores, winner).put(now, new Match(loser, true, hash));
          matches(stores, loser).put(now, new Match(winner, false, hash));
        });
  }

  private static RecordRepository<Match, Instant> matches(Stores stores, String player) {
    return stores.records("matches/" + player, Match.class, Instant.class);
  }

  public static void main(String... args) throws Exception {
    String url = args.length > 0 ? args[0] : "jdbc:h2:./target/game";
    try (Coffer coffer = Coffer.open(url)) {
      GameState game = new GameState(coffer);
      game.join("alice", "Alice");
      game.join("bob", "Bob");
      game.finish("alice", "bob", new byte[100_000]);
      try {
        game.trade("bob", "alice", "coin", 3);
        game.trade("bob", "alice", "coin", 1000);
      } catch (IllegalStateException e) {
        System.out.println("No trade: " + e.getMessage());
      }
    }
    try (Coffer coffer = Coffer.open(url)) {
      coffer.records("players", Player.class).asMap().values().forEach(System.out::println);
      try (Stream<StoredValue<Match, Instant>> latest =
          matches(coffer, "bob").scan(Range.<Instant>all().reversed())) {
        latest.limit(3).forEach(each -> System.out.println(each.key() + " " + each.value()));
      }
    }
  }
}
