package dev.coffer.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.record.key.KeyType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of the key decides on the shard, and its choice has a text. */
class ShardKeyTest {

  record Place(String country, String city, long house) {}

  private static final KeyType<Place> PLACES = KeyType.of(Place.class);

  private static String group(ShardKey shardKey, String country, String city, long house) {
    return shardKey.group(PLACES.encode("places", new Place(country, city, house)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "/", "$", "prefix:/"})
  void theWholeKeyIsItsOwnGroup(String key) {
    assertThat(ShardKey.whole().group(key)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "/,  users/7/mail, users",
    "/,  users,        users",
    "/,  users/,       users",
    "/,  /users/7,     /users",
    "/,  /users,       /users",
    "/,  /,            /",
    "/,  //users,      /",
    "::, a:b::c::d,    a:b",
    "::, ::a::b,       ::a",
    "::, :::a,         :::a",
    "::, a:b,          a:b",
    "🔑, x🔑y,          x",
    "$,  a$b,          a",
  })
  void whatIsBeforeTheFirstDelimiterIsTheGroup(String delimiter, String key, String group) {
    assertThat(ShardKey.prefix(delimiter).group(key)).isEqualTo(group);
  }

  @Test
  void theFirstPartsOfARecordAreItsGroup() {
    ShardKey two = ShardKey.parts(2);
    String group = group(two, "BY", "Brest", 1);
    assertThat(group(two, "BY", "Brest", -7)).isEqualTo(group);
    assertThat(group(two, "BY", "Minsk", 1)).isNotEqualTo(group);
    assertThat(group(two, "FR", "Brest", 1)).isNotEqualTo(group);
    assertThat(group(ShardKey.parts(1), "BY", "Minsk", 1))
        .isEqualTo(group(ShardKey.parts(1), "BY", "Brest", 2));
  }

  /** A part may hold any character, also the one that separates the parts in the text. */
  @Test
  void aSeparatorInAPartEndsNoGroup() {
    ShardKey one = ShardKey.parts(1);
    assertThat(group(one, "a$b", "c", 1))
        .isEqualTo(group(one, "a$b", "d", 1))
        .isNotEqualTo(group(one, "a", "b$c", 1));
    assertThat(group(one, "", "b", 1))
        .isEqualTo(group(one, "", "c", 1))
        .isNotEqualTo(group(one, "$", "b", 1));
  }

  @Test
  void allPartsOrMoreAreTheWholeKey() {
    String key = PLACES.encode("places", new Place("BY", "Brest", 1));
    for (int count : List.of(3, 4, 32)) {
      assertThat(ShardKey.parts(count).group(key)).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"whole", "prefix:/", "prefix:::", "prefix: ", "parts:1", "parts:32"})
  void aTextIsReadAgain(String text) {
    ShardKey shardKey = ShardKey.parse(text);
    assertThat(shardKey.text()).isEqualTo(text).isEqualTo(shardKey.toString());
    assertThat(ShardKey.parse(text)).isEqualTo(shardKey).hasSameHashCodeAs(shardKey);
  }

  @Test
  void differentChoicesAreNotEqual() {
    assertThat(ShardKey.parse("whole")).isEqualTo(ShardKey.whole());
    assertThat(ShardKey.parse("prefix:/")).isEqualTo(ShardKey.prefix("/"));
    assertThat(ShardKey.parse("parts:2")).isEqualTo(ShardKey.parts(2));
    assertThat(ShardKey.prefix("$")).isNotEqualTo(ShardKey.parts(1)).isNotEqualTo(ShardKey.whole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Whole", "prefix", "prefix:", "parts:", "parts:0", "parts:33", "parts:01"})
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ShardKey.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parts:-1", "parts:1x", "parts:1000", "suffix:/", "null"})
  void theRefusalNamesWhatIsPossible(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShardKey.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("'whole', 'prefix:' and a delimiter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "a\0b", "\uD83D", "123456789012345678901234567890123"})
  void delimitersThatNoKeyCanHoldAreRefused(String delimiter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShardKey.prefix(delimiter))
        .withMessageContaining("use 1 to 32 characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 33})
  void countsOutsideTheLimitsAreRefused(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShardKey.parts(count))
        .withMessageContaining("is " + count + "; use a number from 1 to 32");
  }

  @ParameterizedTest
  @CsvSource({
    "whole,        users,   ",
    "prefix:/,     users,   users/",
    "prefix:/,     /users,  /users/",
    "prefix:::,    a:,      ",
    "parts:1,      7,       7$",
    "parts:2,      7$8,     7$8$",
    "parts:2,      7,       "
  })
  void aGroupHasThePrefixOfItsKeys(String key, String group, @Nullable String prefix) {
    ShardKey shardKey = ShardKey.parse(key);

    assertThat(shardKey.hasGroups()).isEqualTo(!key.equals("whole"));
    assertThat(shardKey.prefixOf(group)).isEqualTo(Optional.ofNullable(prefix));
    if (prefix != null) {
      assertThat(shardKey.group(prefix + "1")).isEqualTo(group);
    }
  }

  @Test
  void aSimpleKeyIsInTheGroupOfTheRecordsThatBeginWithIt() {
    record Line(long order, int number) {}
    String text = KeyType.of(Line.class).encode("lines", new Line(-17, 3));

    assertThat(ShardKey.parts(1).group(text))
        .isEqualTo(KeyType.of(Long.class).encode("orders", -17L));
  }
}
