package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests repository interfaces of an application. */
class RepositoryProxyTest extends RecordFixture {

  record Player(String name, int level) {}

  @RecordCollection("players")
  interface Players extends RecordRepository<Player, UUID> {
    default Player levelUp(UUID id) {
      StoredValue<Player, UUID> now = find(id).orElseThrow();
      Player next = new Player(now.value().name(), now.value().level() + 1);
      replace(id, next, now.version());
      return next;
    }

    default String sum(int first, String... more) throws IOException {
      if (more.length == 0) {
        throw new IOException("nothing to add to " + first);
      }
      return first + String.join("", more);
    }

    default String named() {
      return collection();
    }

    default void nothing(@Nullable Object ignored) {}

    @Override
    Optional<Player> get(UUID key);
  }

  record Badge(@Key String code, int points) {}

  @RecordCollection("badges")
  interface Badges extends KeyedRepository<Badge, String> {}

  record Tag(@Key @Nullable String text) {}

  @RecordCollection("tags")
  interface Tags extends KeyedRepository<Tag, String> {}

  static class Seat {
    @Key public long number;
    public String guest = "";
  }

  static class Box extends Seat {}

  @RecordCollection("seats")
  interface Seats extends KeyedRepository<Box, Long> {}

  @RecordCollection("players by name")
  interface ByName extends KeyedRepository<Player, String> {
    @Override
    default String keyOf(Player player) {
      return player.name();
    }
  }

  enum Letter {
    A,
    B
  }

  record Square(Letter file, int rank) {}

  record Piece(@Key Square square, String name) {}

  @RecordCollection("pieces")
  interface Pieces extends KeyedRepository<Piece, Square> {}

  @SuppressWarnings("ArrayRecordComponent") // the test is about such keys
  record Blob(@Key byte[] hash, int size) {}

  @RecordCollection("blobs")
  interface Blobs extends KeyedRepository<Blob, byte[]> {
    @Override
    Optional<Blob> get(byte[] key);
  }

  @RecordCollection("no key")
  interface NoKey extends KeyedRepository<Player, String> {}

  record TwoKeys(@Key String one, @Key String other) {}

  @RecordCollection("two keys")
  interface HasTwoKeys extends KeyedRepository<TwoKeys, String> {}

  @RecordCollection("other key")
  interface OtherKey extends KeyedRepository<Badge, UUID> {}

  interface Keyed<V> extends RecordRepository<V, Long> {}

  @RecordCollection("lists")
  interface Lists extends Keyed<List<Player>> {}

  interface Bare extends RecordRepository<Player, UUID> {}

  @RecordCollection("open")
  interface Open<T> extends RecordRepository<T, UUID> {}

  @RecordCollection("raw")
  @SuppressWarnings("rawtypes") // the test checks the refusal of raw types
  interface Raw extends RecordRepository {}

  @RecordCollection("wrong key")
  interface WrongKey extends RecordRepository<Player, Float> {}

  @RecordCollection("foreign")
  interface Foreign extends RecordRepository<Player, UUID> {
    List<Player> byName(String name);
  }

  @RecordCollection("class")
  abstract static class NoInterface implements RecordRepository<Player, UUID> {}

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  @Test
  void worksOnTheCollectionOfItsAnnotation() {
    Players players = store.repository(Players.class);
    UUID id = UUID.randomUUID();

    players.put(id, new Player("Alice", 1));

    assertThat(players.levelUp(id)).isEqualTo(new Player("Alice", 2));
    assertThat(players.get(id)).contains(new Player("Alice", 2));
    assertThat(players.collection()).isEqualTo("players");
    assertThat(store.records("players", Player.class, UUID.class).exists(id)).isTrue();
  }

  @Test
  void defaultMethodsKeepTheirDeclaredTypes() throws IOException {
    Players players = store.repository(Players.class);

    for (int i = 0; i < 2; i++) {
      assertThat(players.sum(i, "a", "b")).isEqualTo(i + "ab");
      assertThat(players.named()).isEqualTo("players");
      players.nothing(null);
      assertThatThrownBy(() -> players.sum(1)).isExactlyInstanceOf(IOException.class);
    }
  }

  @Test
  void typesAreResolvedThroughIntermediateInterfaces() {
    Lists lists = store.repository(Lists.class);

    lists.put(5L, List.of(new Player("Bob", 3)));

    assertThat(lists.get(5L)).contains(List.of(new Player("Bob", 3)));
  }

  @Test
  void savesValuesUnderTheirOwnKeys() {
    Badges badges = store.repository(Badges.class);
    Badge first = new Badge("first-blood", 5);

    assertThat(badges.save(first).outcome()).isEqualTo(PutOutcome.CREATED);
    assertThat(badges.save(first, Expiry.after(Duration.ofDays(1))).outcome())
        .isEqualTo(PutOutcome.UNCHANGED);
    assertThat(badges.saveAll(List.of(new Badge("first-blood", 6), new Badge("ace", 9))))
        .containsOnlyKeys("first-blood", "ace");
    assertThat(badges.get("first-blood")).contains(new Badge("first-blood", 6));
    assertThat(badges.keyOf(first)).isEqualTo("first-blood");
  }

  @Test
  void aFieldOfASuperclassMayBeTheKey() {
    Box box = new Box();
    box.number = 7;
    box.guest = "Alice";

    store.repository(Seats.class).save(box);

    assertThat(store.repository(Seats.class).exists(7L)).isTrue();
  }

  @Test
  void recordsAndArraysMayBeKeys() {
    Pieces pieces = store.repository(Pieces.class);
    Blobs blobs = store.repository(Blobs.class);
    Square square = new Square(Letter.B, 2);

    pieces.save(new Piece(square, "pawn"));
    assertThat(blobs.saveAll(List.of(new Blob(new byte[] {1}, 3), new Blob(new byte[] {1}, 4))))
        .hasSize(1);

    assertThat(pieces.get(square)).contains(new Piece(square, "pawn"));
    assertThat(pieces.count(Range.leadingParts(Letter.B))).isEqualTo(1);
    assertThat(blobs.get(new byte[] {1}).map(Blob::size)).contains(4);
  }

  @Test
  void anInterfaceMayFindTheKeyItself() {
    ByName players = store.repository(ByName.class);

    players.save(new Player("Alice", 1));

    assertThat(players.get("Alice")).contains(new Player("Alice", 1));
  }

  @Test
  void aValueWithoutItsKeyIsRefused() {
    assertThatThrownBy(() -> store.repository(Tags.class).save(new Tag(null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("tags");
  }

  @Test
  void implementsTheMethodsOfObject() {
    Players players = store.repository(Players.class);

    assertThat(players).isNotEqualTo(store.repository(Players.class));
    assertThat(java.util.Set.of(players)).contains(players);
    assertThat(players).hasToString("Players[players]");
  }

  @Test
  void errorsAreNotWrapped() {
    Players players = store.repository(Players.class);

    assertThatThrownBy(() -> players.replace(UUID.randomUUID(), new Player("x", 1), 1))
        .isInstanceOf(dev.coffer.api.RecordConflictException.class);
  }

  @Test
  void invalidInterfacesAreRefusedWithTheirName() {
    assertRefused(Bare.class, "@RecordCollection");
    assertRefused(Open.class, "leaves the type T open");
    assertRefused(Raw.class, "leaves the type T open");
    assertRefused(WrongKey.class, "java.lang.Float");
    assertRefused(Foreign.class, "byName");
    assertRefused(NoKey.class, "has no field with the annotation @Key");
    assertRefused(HasTwoKeys.class, "more than one field");
    assertRefused(OtherKey.class, "java.util.UUID");
    assertRefused(NoInterface.class, "not an interface");
  }

  private <R extends RecordRepository<?, ?>> void assertRefused(Class<R> type, String why) {
    assertThatThrownBy(() -> store.repository(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
