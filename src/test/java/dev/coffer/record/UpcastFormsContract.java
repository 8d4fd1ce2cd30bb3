package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.api.ValueFormatException;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.tx.OwnTransactions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms that functions of a type can convert, and those that they cannot. */
abstract class UpcastFormsContract extends UpcastFixture {

  @Test
  void rawReadsShowTheStoredForm() {
    storeOlderForms(RecordCacheMode.OFF);
    RecordRepository<RawJson, String> raw =
        process(UpcastFixture::knows3).records(collection, RawJson.class);
    assertThat(raw.get("a")).contains(new RawJson("{\"nick\":\"alice\",\"points\":7}"));
    assertThat(store(engine).records(collection, byte[].class).get("b"))
        .contains("{\"name\":\"bob\",\"points\":8}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rawJsonWithoutATypeIsNotConverted() {
    RecordStore records = process(UpcastFixture::knows3);
    records.store(
        collection,
        "raw",
        new RawJson("{\"name\":\"alice\",\"score\":{\"points\":7},\"tags\":[\"new\"]}"));
    assertThat(records.records(collection, Player.class).get("raw")).contains(ALICE);
  }

  record Numbers(
      int small,
      long large,
      BigInteger huge,
      BigDecimal exact,
      double real,
      @Nullable String none) {}

  record NewNumbers(
      int small,
      long large,
      BigInteger huge,
      BigDecimal exact,
      double real,
      @Nullable String none,
      boolean checked) {}

  @ParameterizedTest
  @MethodSource("libraries")
  void numbersStayExact(JsonMapping library) {
    mapping = library;
    BigInteger huge = BigInteger.TEN.pow(40).add(BigInteger.ONE);
    BigDecimal exact = new BigDecimal("12345678901234567890.123456789012345678900");
    process(records -> records.registerType(Numbers.class, "numbers"))
        .store(collection, "n", new Numbers(1, 1L << 60, huge, exact, 1e300, null));

    List<@Nullable Object> seen = new ArrayList<>();
    TypeName second =
        TypeName.of("numbers", 2)
            .from(
                1,
                json -> {
                  Stream.of("small", "large", "huge", "exact", "real", "none")
                      .forEach(name -> seen.add(json.get(name)));
                  json.put("checked", true);
                  return json;
                });
    NewNumbers read =
        process(records -> records.registerType(NewNumbers.class, second))
            .retrieve(collection, "n", NewNumbers.class)
            .orElseThrow();

    assertThat(seen).containsExactly(1, 1L << 60, huge, exact, new BigDecimal("1.0E300"), null);
    assertThat(read).isEqualTo(new NewNumbers(1, 1L << 60, huge, exact, 1e300, null, true));
  }

  /** A form that is a JSON text and not an object. */
  record Money1(@JsonValue String text) {
    @JsonCreator
    static Money1 of(String text) {
      return new Money1(text);
    }
  }

  record Money(int amount, String currency) {}

  @ParameterizedTest
  @MethodSource("libraries")
  void aFunctionOfTextConvertsAnyForm(JsonMapping library) {
    mapping = library;
    process(records -> records.registerType(Money1.class, "money"))
        .store(collection, "m", new Money1("12 EUR"));
    TypeName second =
        TypeName.of("money", 2)
            .fromJson(
                1,
                json -> {
                  String[] parts = json.text().replace("\"", "").split(" ", -1);
                  return new RawJson(
                      "{\"amount\":%s,\"currency\":\"%s\"}".formatted(parts[0], parts[1]));
                });
    assertThat(
            process(records -> records.registerType(Money.class, second))
                .retrieve(collection, "m", Money.class))
        .contains(new Money(12, "EUR"));

    TypeName ofObjects = TypeName.of("money", 2).from(1, json -> json);
    assertThatThrownBy(
            () ->
                process(records -> records.registerType(Money.class, ofObjects))
                    .retrieve(collection, "m", Money.class))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("fromJson");
  }

  @Test
  void aGenericTypeIsConverted() {
    record Box1<T>(T content) {}
    record Box<T>(List<T> contents) {}
    process(records -> records.registerType(Box1.class, "box"))
        .records(collection, new TypeRef<Box1<Score>>() {})
        .put("k", new Box1<>(new Score(5)));
    TypeName second =
        TypeName.of("box", 2)
            .from(
                1,
                json -> {
                  json.put("contents", List.of(Objects.requireNonNull(json.remove("content"))));
                  return json;
                });
    assertThat(
            process(records -> records.registerType(Box.class, second))
                .records(collection, new TypeRef<Box<Score>>() {})
                .get("k"))
        .contains(new Box<>(List.of(new Score(5))));
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void aNewerFormIsRefusedAndKept(RecordCacheMode mode) {
    third(mode).put("k", ALICE);
    RecordRepository<Player2, String> older = second(mode);
    for (int round = 0; round < 2; round++) {
      assertThatThrownBy(() -> older.get("k"))
          .asInstanceOf(throwable(RecordTypeException.class))
          .satisfies(
              e -> {
                assertThat(e.collection()).isEqualTo(collection);
                assertThat(e.key()).isEqualTo("k");
              })
          .hasMessageContaining("version 3 of the type 'player'")
          .hasMessageContaining("version 2")
          .hasMessageContaining("newer release");
    }
    assertThatThrownBy(() -> older.update("k", player -> player))
        .isInstanceOf(RecordTypeException.class);
    assertThatThrownBy(() -> first(mode).get("k")).isInstanceOf(RecordTypeException.class);
    assertThat(third(mode).get("k")).contains(ALICE);
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void anOlderFormWithoutFunctionIsRefusedAndKept(RecordCacheMode mode) {
    storeOlderForms(mode);
    TypeName sinceSecond = TypeName.of("player", 3).from(2, UpcastFixture::withScore);
    RecordRepository<Player, String> players =
        process(records -> records.registerType(Player.class, sinceSecond), mode)
            .records(collection, Player.class);
    assertThat(players.get("b")).contains(BOB);
    assertThatThrownBy(() -> players.get("a"))
        .asInstanceOf(throwable(RecordTypeException.class))
        .satisfies(e -> assertThat(e.key()).isEqualTo("a"))
        .hasMessageContaining("'" + collection + "'")
        .hasMessageContaining("version 1 of the type 'player'")
        .hasMessageContaining("from(1, …)");
    assertThat(third(mode).get("a")).contains(ALICE);
  }

  static Stream<TypeName> failingFunctions() {
    TypeName second = TypeName.of("player", 2);
    return Stream.of(
        second.from(
            1,
            json -> {
              throw new IllegalStateException("out of order");
            }),
        second.from(1, json -> Objects.<Map<String, @Nullable Object>>requireNonNull(null)),
        second.from(1, json -> nothing()),
        second.fromJson(1, json -> nothing()),
        second.fromJson(1, json -> new RawJson("{")),
        second.fromJson(1, json -> new RawJson("\"\ud800\"")));
  }

  /** The result of a function that breaks its contract. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @ParameterizedTest
  @MethodSource("failingFunctions")
  void aFunctionThatFailsIsReportedWithItsVersion(TypeName failing) {
    storeOlderForms(RecordCacheMode.OFF);
    RecordRepository<Player2, String> players =
        process(records -> records.registerType(Player2.class, failing))
            .records(collection, Player2.class);
    assertThatThrownBy(() -> players.get("a"))
        .asInstanceOf(throwable(ValueFormatException.class))
        .satisfies(
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("a");
            })
        .hasMessageContaining("version 1 of the type 'player'")
        .hasMessageContaining("version 2")
        .hasMessageContaining("nothing is lost");
    assertThat(third(RecordCacheMode.OFF).get("a")).contains(ALICE);
  }

  @Test
  void anUnknownPropertyOfTheNewestFormIsRefused() {
    storeOlderForms(RecordCacheMode.OFF);
    TypeName careless = TypeName.of("player", 2).from(1, json -> json);
    RecordRepository<Player2, String> players =
        process(records -> records.registerType(Player2.class, careless))
            .records(collection, Player2.class);
    assertThatThrownBy(() -> players.get("a"))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("nick");
  }

  record Receipt1(String number, ContentHash pdf) {}

  record Receipt(String number, List<ContentHash> files) {}

  @ParameterizedTest
  @MethodSource("librariesAndModes")
  void anOlderFormKeepsTheContentsToWhichItRefers(JsonMapping library, RecordCacheMode mode) {
    mapping = library;
    ContentStore contents =
        new ContentEngine(ContentSettings.defaults(), statistics)
            .over(new OwnTransactions(sessions, dialect, WRITABLE, statistics));
    byte[] pdf = (collection + library + mode).getBytes(StandardCharsets.UTF_8);
    ContentHash hash = contents.stage(pdf).hash();
    process(records -> records.registerType(Receipt1.class, "receipt"), mode)
        .store(collection, "r", new Receipt1("1", hash));
    TypeName second =
        TypeName.of("receipt", 2)
            .from(
                1,
                json -> {
                  json.put("files", List.of(Objects.requireNonNull(json.remove("pdf"))));
                  return json;
                });
    RecordRepository<Receipt, String> receipts =
        process(records -> records.registerType(Receipt.class, second), mode)
            .records(collection, Receipt.class);
    Receipt receipt = new Receipt("1", List.of(hash));

    assertThat(receipts.get("r")).contains(receipt);
    assertThatThrownBy(() -> contents.delete(hash)).isInstanceOf(ContentInUseException.class);
    assertThat(receipts.put("r", receipt).outcome()).isEqualTo(PutOutcome.REPLACED);
    assertThatThrownBy(() -> contents.delete(hash)).isInstanceOf(ContentInUseException.class);
    assertThat(receipts.put("r", receipt).outcome()).isEqualTo(PutOutcome.UNCHANGED);
    assertThat(receipts.delete("r")).isTrue();
    assertThat(contents.delete(hash)).isTrue();
  }
}
