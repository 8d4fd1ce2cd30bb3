package dev.coffer.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Frames;
import dev.coffer.entity.Letter.Stamp;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.UnknownPropertyException;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompressedConvertersTest {
  private static final String LONG_TEXT = "Dear Sir or Madam, \u20ac \ud83d\ude00. ".repeat(2000);

  private static final TestDatabase DATABASE = TestDatabase.h2();
  private static final HostApplication HOST =
      HostApplication.on(DATABASE, Map.of(AvailableSettings.HBM2DDL_AUTO, "create"), Letter.class);

  @BeforeEach
  void empty() {
    HOST.run(em -> em.createQuery("delete from Letter").executeUpdate());
  }

  @AfterAll
  static void stop() {
    HOST.close();
    DATABASE.close();
  }

  @Test
  void readBackPersistedValues() {
    Letter letter = new Letter(1);
    letter.scan = LONG_TEXT.getBytes(UTF_8);
    letter.text = LONG_TEXT;
    letter.stamps = List.of(new Stamp("AT", 120), new Stamp("SI", 99));
    persist(letter);

    Letter found = find(1);
    assertThat(found.scan).isEqualTo(LONG_TEXT.getBytes(UTF_8));
    assertThat(found.text).isEqualTo(LONG_TEXT);
    assertThat(found.stamps).containsExactly(new Stamp("AT", 120), new Stamp("SI", 99));
    for (byte[] column : columns(1)) {
      assertThat(Frames.codec(column)).isIn("zstd", "raw");
      assertThat(column).hasSizeLessThan(1000);
    }
    assertThat(Frames.decode(columns(1).get(2)))
        .asString(UTF_8)
        .isEqualTo("[{\"cents\":120,\"country\":\"AT\"},{\"cents\":99,\"country\":\"SI\"}]");
  }

  @Test
  void distinguishNullAndEmpty() {
    persist(new Letter(1));
    Letter empty = new Letter(2);
    empty.scan = new byte[0];
    empty.text = "";
    empty.stamps = List.of();
    persist(empty);

    assertThat(columns(1)).containsOnlyNulls();
    assertThat(find(1)).extracting("scan", "text", "stamps").containsOnlyNulls();
    assertThat(find(2).scan).isEqualTo(new byte[0]);
    assertThat(find(2).text).isEmpty();
    assertThat(find(2).stamps).isEmpty();
  }

  @Test
  void updateOnlyChangedAttributes() {
    Letter letter = new Letter(1);
    letter.scan = new byte[] {1};
    letter.stamps = List.of(new Stamp("AT", 1));
    persist(letter);
    assertThat(updates(found -> {})).isEmpty();
    assertThat(updates(found -> found.stamps = List.of(new Stamp("AT", 1)))).isEmpty();
    assertThat(updates(found -> found.stamps = List.of(new Stamp("AT", 2)))).hasSize(1);
    assertThat(updates(found -> found.text = "new")).hasSize(1);
    assertThat(updates(found -> found.scan = new byte[] {2})).hasSize(1);
    assertThat(updates(found -> Objects.requireNonNull(found.scan)[0] = 3)).isEmpty();
    assertThat(find(1).scan).isEqualTo(new byte[] {2});
    assertThat(find(1).stamps).containsExactly(new Stamp("AT", 2));
    assertThat(find(1).text).isEqualTo("new");
  }

  @Test
  void findDamage() {
    Letter letter = new Letter(1);
    letter.text = LONG_TEXT;
    persist(letter);
    byte[] frame = columns(1).get(1);
    frame[frame.length - 5] ^= 1;
    HOST.call(
        em ->
            em.createNativeQuery("update Letter set text = :frame")
                .setParameter("frame", frame)
                .executeUpdate());
    assertThatThrownBy(() -> find(1)).hasRootCauseInstanceOf(DamagedFrameException.class);
  }

  @Test
  void refuseHalfOfASurrogatePair() {
    CompressedStringConverter converter = new CompressedStringConverter();
    assertThatThrownBy(() -> converter.convertToDatabaseColumn("a\ud83d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
  }

  @Test
  void mustNameTheirType() {
    class Nameless<T> extends CompressedJsonConverter<T> {}
    class Named extends CompressedJsonConverter<Stamp> {}
    class Deeper extends Named {}
    assertThatThrownBy(Nameless::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Nameless.class.getName());
    byte[] column =
        Objects.requireNonNull(new Deeper().convertToDatabaseColumn(new Stamp("HR", 3)));
    assertThat(new Deeper().convertToEntityAttribute(column)).isEqualTo(new Stamp("HR", 3));
  }

  @Test
  void keepTheDeclaredTypeOfElements() {
    class Lists<T> extends CompressedJsonConverter<List<T>> {}
    class Marks extends Lists<Mark> {}
    Marks marks = new Marks();
    List<Mark> value = List.of(new Seal("wax"));

    assertThat(marks.convertToEntityAttribute(marks.convertToDatabaseColumn(value)))
        .isEqualTo(value);
    assertThatThrownBy(Lists::new).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refuseALossyValue() {
    class Stamps extends CompressedJsonConverter<Stamp> {}
    class Tolerant extends CompressedJsonConverter<Stamp> {
      @Override
      protected JsonMapping mapping() {
        return super.mapping().ignoringUnknownProperties();
      }
    }
    class Bare extends CompressedJsonConverter<Untagged> {}
    byte[] column = Frames.encode("{\"cents\":3,\"country\":\"HR\",\"gone\":1}".getBytes(UTF_8));

    assertThatThrownBy(() -> new Stamps().convertToEntityAttribute(column))
        .isInstanceOf(UnknownPropertyException.class)
        .hasMessageContaining("'gone'");
    assertThat(new Tolerant().convertToEntityAttribute(column)).isEqualTo(new Stamp("HR", 3));
    assertThatThrownBy(() -> new Bare().convertToDatabaseColumn(new Tagless(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("could not be read back");
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  sealed interface Mark {}

  record Seal(String material) implements Mark {}

  sealed interface Untagged {}

  record Tagless(int x) implements Untagged {}

  @Test
  void applyOnlyToAnnotatedAttributes() {
    for (Class<?> converter :
        List.of(CompressedBytesConverter.class, CompressedStringConverter.class)) {
      assertThat(converter.getAnnotation(Converter.class).autoApply()).isFalse();
    }
  }

  @Test
  void needNoneOfTheTables() {
    persist(new Letter(1));

    try (HostApplication validated =
        HostApplication.on(
            DATABASE, Map.of(AvailableSettings.HBM2DDL_AUTO, "validate"), Letter.class)) {
      validated.run(em -> assertThat(em.find(Letter.class, 1L)).isNotNull());
    }
  }

  private void persist(Letter letter) {
    HOST.run(em -> em.persist(letter));
  }

  private Letter find(long id) {
    return Objects.requireNonNull(HOST.call(em -> em.find(Letter.class, id)));
  }

  private List<byte[]> columns(long id) {
    Object[] row =
        HOST.call(
            em ->
                (Object[])
                    em.createNativeQuery("select scan, text, stamps from Letter where id = :id")
                        .setParameter("id", id)
                        .getSingleResult());
    return Arrays.asList((byte[]) row[0], (byte[]) row[1], (byte[]) row[2]);
  }

  private List<String> updates(Consumer<Letter> change) {
    HOST.statements();
    HOST.run(em -> change.accept(em.find(Letter.class, 1L)));
    return HOST.statements().stream().filter(sql -> sql.startsWith("update")).toList();
  }
}
