package dev.coffer.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.testing.TestDatabase;
import dev.coffer.testing.WithoutLibraries;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The features of an application without an optional library. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OptionalLibrariesTest {

  private static final String JACKSON_2 = "fasterxml/jackson/core/jackson-databind";
  private static final String JACKSON_2_MODULES = "fasterxml/jackson/datatype";
  private static final String JACKSON_3 = "tools/jackson/core";
  private static final String ZSTD = "com/github/luben/";

  private static final String[] EVERYTHING_WORKS = {
    "opened: true",
    "bytes: true",
    "raw JSON: true",
    "typed: true",
    "content: true",
    "resources: true",
    "resources of a host: true",
    "opened again: true",
    "old bytes: true",
    "old content: true"
  };

  /** The account of the test database. */
  private static final String OWNER = ";USER=sa;PASSWORD=";

  private static TestDatabase filled;
  private static TestDatabase filledByZstd;
  private static ContentHash hash;

  @BeforeAll
  static void fill() {
    filled = TestDatabase.h2File();
    hash = fill(filled, "brotli");
    filledByZstd = TestDatabase.h2File();
    fill(filledByZstd, "zstd");
  }

  private static ContentHash fill(TestDatabase database, String codec) {
    OpenSettings settings = OpenSettings.of(database.jdbcUrl() + OWNER).withCodec(codec);
    try (Coffer coffer = Coffer.open(settings)) {
      byte[] bytes = OptionalLibrariesProgram.compressible();
      coffer.store("things", "bytes", bytes);
      return coffer.contents().store(bytes).hash();
    }
  }

  @AfterAll
  static void drop() {
    filled.close();
    filledByZstd.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/ehcache/,org/hibernate/orm/hibernate-jcache/,javax/cache/,org/liquibase/",
        "info/picocli/," + JACKSON_2 + "," + JACKSON_2_MODULES,
        JACKSON_3,
      })
  void theseLibrariesAreNotRequired(String absent) throws Exception {
    assertThat(run(absent.split(","))).contains(EVERYTHING_WORKS).contains("brotli: true");
  }

  @Test
  void withoutJacksonBytesAndTextWork() throws Exception {
    assertThat(run(JACKSON_2, JACKSON_2_MODULES, JACKSON_3))
        .contains("opened: true", "bytes: true", "raw JSON: true", "content: true")
        .contains("old bytes: true", "old content: true")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("typed: MissingLibraryException: ")
                    .contains("tools.jackson.core:jackson-databind")
                    .contains("com.fasterxml.jackson.core:jackson-databind"));
  }

  @Test
  void withoutAPoolTheErrorNamesIt() throws Exception {
    assertThat(run("com/zaxxer/HikariCP/"))
        .contains("resources of a host: true")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("opened: MissingLibraryException: ")
                    .contains("com.zaxxer:HikariCP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"brotli4j/native-", "com/aayushatharva/brotli4j/"})
  void withoutBrotliWritesAreRawAndReadsNameTheLibrary(String absent) throws Exception {
    assertThat(run(absent, ZSTD))
        .contains("brotli: false", "opened: true", "bytes: true", "raw JSON: true", "typed: true")
        .contains("content: true", "opened again: true")
        .anySatisfy(line -> assertThat(line).startsWith("old bytes: CodecUnavailableException: "))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("old content: CodecUnavailableException: ")
                    .contains("com.aayushatharva.brotli4j:native-"));
  }

  @Test
  void withZstdWritesNeedNoBrotli() throws Exception {
    assertThat(run(filledByZstd, "com/aayushatharva/brotli4j/"))
        .contains(EVERYTHING_WORKS)
        .contains("brotli: false", "zstd: true");
  }

  @Test
  void withoutZstdReadsNameTheLibrary() throws Exception {
    assertThat(run(filledByZstd, ZSTD))
        .contains("opened: true", "bytes: true", "content: true", "opened again: true")
        .contains("brotli: true", "zstd: false")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("old bytes: CodecUnavailableException: ")
                    .contains("zstd", "Add com.github.luben:zstd-jni"))
        .anySatisfy(
            line -> assertThat(line).startsWith("old content: CodecUnavailableException: "));
  }

  private static List<String> run(String... absent) throws IOException, InterruptedException {
    return run(filled, absent);
  }

  private static List<String> run(TestDatabase database, String... absent)
      throws IOException, InterruptedException {
    return WithoutLibraries.run(
        List.of(absent),
        OptionalLibrariesProgram.class,
        database.jdbcUrl() + OWNER,
        hash.toString());
  }
}
