package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.dialect.Dialect;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every command, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CommandLineContract {
  private final Supplier<TestDatabase> databases;

  @TempDir private Path directory = Path.of("");
  private final DatabaseShell shell;

  CommandLineContract(Supplier<TestDatabase> databases) {
    this.databases = databases;
    this.shell = new DatabaseShell(databases.get());
  }

  @BeforeAll
  void migrate() {
    assertThat(run("list", "players").exitCode()).isEqualTo(ExitCode.DATABASE);
    assertThat(done("migrate").out()).contains("up to date");
    assertThat(done("migrate", "--json").out()).isEqualTo("{\"migrated\":true}\n");
  }

  @AfterAll
  void drop() {
    shell.close();
  }

  private Outcome run(String... arguments) {
    return shell.run(arguments);
  }

  private Outcome pipe(String in, String... arguments) {
    return shell.pipe(in, arguments);
  }

  private Outcome done(String... arguments) {
    return shell.done(arguments);
  }

  @Test
  void aDictionaryIsTrainedUsedAndRetired() {
    String values =
        IntStream.range(0, 300)
            .mapToObj(i -> "{\"id\":%d,\"text\":\"the same words in %d\"}%n".formatted(i, i * 7919))
            .collect(Collectors.joining());
    pipe(values, "import", "--collection", "alike", "--key", "/id", "-");

    assertThat(done("dictionary", "alike").out()).startsWith("300 values read; ");
    assertThat(done("dictionary", "alike", "--json").out()).contains("\"dictionary\":\"");
    pipe("{\"text\":\"the same words in 1\"}", "put", "alike", "new", "-");
    assertThat(done("get", "alike", "new").out()).isEqualTo("{\"text\":\"the same words in 1\"}");
    assertThat(done("dictionary", "alike", "--forget", "--json").out())
        .isEqualTo("{\"forgotten\":true}\n");
    assertThat(run("dictionary", "alike", "--forget").err()).contains("'alike'");
    assertThat(done("get", "alike", "new").out()).isEqualTo("{\"text\":\"the same words in 1\"}");
    assertThat(done("recompress").out()).startsWith("0 frames examined, 0 replaced: ");
    assertThat(done("recompress", "--untouched-for", "0", "--dictionary", "alike", "--json").out())
        .contains("\"unreadable\":0");
    assertThat(done("get", "alike", "new").out()).isEqualTo("{\"text\":\"the same words in 1\"}");
    assertThat(run("recompress", "--least-saving", "100").exitCode()).isEqualTo(ExitCode.USAGE);
    pipe("1", "put", "one", "k", "-");
    Outcome none = run("dictionary", "one");
    assertThat(none.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(none.out()).startsWith("1 values read; ").contains("none is kept");
  }

  @Test
  void aValueIsReadBackExactly() {
    String value = " {\"a\": 1.10, \"a\":1e400,\n\"é\":\"\\u00e9 😀\"}\n";

    Outcome put = pipe(value, "put", "exact", "k", "-");

    assertThat(put.exitCode()).as(put.err()).isEqualTo(ExitCode.DONE);
    assertThat(put.out()).matches("created, version \\d+\n");
    long version = Long.parseLong(put.out().replaceAll("\\D", ""));
    assertThat(done("get", "exact", "k").out()).isEqualTo(value);
    assertThat(pipe(value, "put", "exact", "k", "-", "--json").out())
        .isEqualTo("{\"outcome\":\"unchanged\",\"version\":" + version + "}\n");
    assertThat(pipe("2", "put", "exact", "k", "-").out())
        .isEqualTo("replaced, version " + (version + 1) + "\n");
    assertThat(done("get", "exact", "k", "--json").out())
        .startsWith("{\"key\":\"k\",\"version\":" + (version + 1) + ",")
        .endsWith("\"size\":1,\"value\":2}\n");
  }

  @Test
  void bytesAreReadBackExactly() throws IOException {
    byte[] bytes = {0, -1, 13, 10, 34, 92};
    Path file = Files.write(directory.resolve("bytes"), bytes);

    assertThat(run("put", "mixed", "json", file.toString()).exitCode()).isEqualTo(ExitCode.REFUSED);
    done("put", "mixed", "bytes", file.toString(), "--bytes");
    pipe("[1]", "put", "mixed", "json", "-");

    assertThat(done("get", "mixed", "bytes").bytes()).isEqualTo(bytes);
    assertThat(done("list", "mixed").out()).isEqualTo("bytes\njson\n");
    assertThat(done("export", "--collection", "mixed").out())
        .isEqualTo(
            "{\"key\":\"bytes\",\"bytes\":\"AP8NCiJc\"}\n{\"key\":\"json\",\"value\":[1]}\n");
  }

  @Test
  void keysAreExact() {
    List<String> keys = List.of("A", "a", "a ", "@a", "-", "é", "e\u0301", "😀", "ﬀ");
    for (String key : keys) {
      Outcome put = pipe("\"" + key + "\"", "put", "--", "keys", key, "-");
      assertThat(put.out()).as(put.err()).startsWith("created, version ");
    }

    assertThat(done("list", "keys").out()).isEqualTo("-\n@a\nA\na\na \ne\u0301\né\nﬀ\n😀\n");
    assertThat(done("list", "keys", "--prefix", "a").out()).isEqualTo("a\na \n");
    assertThat(done("get", "keys", "a ").out()).isEqualTo("\"a \"");
    assertThat(done("list", "keys", "--prefix", "@", "--json").out())
        .matches("(?s)\\{\"key\":\"@a\",\"version\":\\d+,\"size\":4,.*");
  }

  @Test
  void aRefusedKeyIsExitCode1() {
    for (String key : List.of("", "x".repeat(513))) {
      Outcome put = pipe("1", "put", "refused", key, "-");

      assertThat(put.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(put.err()).startsWith("coffer: ").hasLineCount(1);
    }
    assertThat(run("list", "refused").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anAbsentRecordIsExitCode1() {
    String hash = "blake3:" + "0".repeat(64);
    for (String[] arguments :
        List.of(
            new String[] {"get", "absent", "k"},
            new String[] {"delete", "absent", "k"},
            new String[] {"list", "absent"},
            new String[] {"list", "absent", "--prefix", "k"},
            new String[] {"export", "--collection", "absent"},
            new String[] {"dictionary", "absent"},
            new String[] {"profile", "absent"},
            new String[] {"recompress", "--dictionary", "absent"},
            new String[] {"fetch", hash},
            new String[] {"release", hash},
            new String[] {"store", directory.resolve("absent").toString()},
            new String[] {"put", "absent", "k", directory.resolve("absent").toString()},
            new String[] {"import", "--collection", "absent", directory.toString()})) {
      Outcome outcome = run(arguments);

      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.REFUSED);
      assertThat(outcome.err()).startsWith("coffer: ").hasLineCount(1);
      assertThat(outcome.out()).isEmpty();
    }
    assertThat(run("fetch", "xyz").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aPrefixWithoutKeysIsNoError() {
    pipe("1", "put", "prefixed", "k", "-");

    assertThat(done("list", "prefixed", "--prefix", "x").out()).isEmpty();
  }

  @Test
  void aByteOrderMarkIsRemoved() {
    assertThat(pipe("\ufeff {\"a\":1}\n", "put", "marked", "put", "-").err()).isEmpty();
    assertThat(pipe("\ufeff{\"a\":1}", "import", "--collection", "marked", "-").err()).isEmpty();

    assertThat(done("get", "marked", "put").out()).isEqualTo(" {\"a\":1}\n");
    assertThat(done("get", "marked", "1").out()).isEqualTo("{\"a\":1}");
  }

  @Test
  void unreadableValuesAreSkipped() throws IOException {
    Path sound = Files.write(directory.resolve("sound"), new byte[] {1});
    Path dangling = directory.resolve("dangling");
    Files.createSymbolicLink(dangling, directory.resolve("nothing"));

    Outcome stored =
        run("store", dangling.toString(), directory.toString(), sound.toString(), "/proc/self/mem");

    assertThat(stored.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(stored.out()).endsWith(" 1 " + sound + "\n").hasLineCount(1);
    assertThat(stored.err()).hasLineCount(3).contains(dangling.toString(), directory + " is a dir");
  }

  @Test
  void theStandardInputIsStored() {
    Outcome stored = pipe("piped", "store", "-");

    assertThat(stored.out()).as(stored.err()).endsWith(" 5 -\n");
    assertThat(done("fetch", stored.out().split(" ", -1)[0]).out()).isEqualTo("piped");
  }

  @Test
  void anOutOfMemoryErrorIsOneLine() {
    InputStream exhausting =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("Java heap space");
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            return read();
          }
        };

    Outcome put = shell.pipe(exhausting, "put", "large", "k", "-");

    assertThat(put.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(put.err()).contains("-Xmx").hasLineCount(1);
  }

  @Test
  void aDeletedRecordIsAbsent() {
    pipe("1", "put", "deleted", "k", "-");

    assertThat(done("delete", "deleted", "k").out()).isEmpty();
    assertThat(run("get", "deleted", "k").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void contentsAreStoredFetchedAndReleased() throws IOException {
    byte[] bytes = new byte[3_000_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 ^ i >> 7);
    }
    Path file = Files.write(directory.resolve("a file"), bytes);
    Path copy = directory.resolve("copy");

    String line = done("store", file.toString()).out();
    String hash = line.substring(0, line.indexOf(' '));

    assertThat(line).isEqualTo(hash + " 3000000 " + file + "\n");
    assertThat(done("store", file.toString(), "--json").out())
        .startsWith("{\"hash\":\"" + hash + "\",\"size\":3000000,\"path\":");
    assertThat(done("fetch", hash).bytes()).isEqualTo(bytes);
    assertThat(done("fetch", hash.substring("blake3:".length()), "-o", copy.toString()).out())
        .isEmpty();
    assertThat(copy).hasBinaryContent(bytes);
    assertThat(done("release", hash).out()).isEmpty();
    assertThat(run("release", hash).exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void statsCountStoredData() {
    pipe("\"" + "x".repeat(400) + "\"", "put", "counted", "k", "-");

    assertThat(done("stats").out())
        .contains("collection", "402 B", "(in all)")
        .containsPattern("counted +1 +402 B +402 B +\\d+ B +\\S+ % +0 +\\d{4}-\\S+Z\n");
    assertThat(done("stats", "--json").out())
        .contains("{\"collection\":\"counted\",\"records\":1,\"logicalBytes\":402,")
        .containsPattern("\"total\":\\{\"logicalBytes\":\\d+,\"uniqueBytes\":\\d+,");
  }

  @Test
  void theProfileShowsSizesCodecsAndAges() throws IOException {
    pipe("\"" + "x".repeat(400) + "\"", "put", "profiled", "small", "-");
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    Path file = Files.write(directory.resolve("noise"), noise);
    done("put", "profiled", "large", file.toString(), "--bytes");

    assertThat(done("profile", "profiled").out())
        .containsPattern("size +records +logical\n-+\nfrom 256 B +1 +402 B\nfrom 512 B +0 +0 B\n")
        .containsPattern("\n\ncodec +frames +unique +stored +saved\n-+\nzstd +1 +402 B ")
        .containsPattern("\nin contents +1 +97.7 KiB .*\n  sample: raw +1 +97.7 KiB ")
        .containsPattern("\n\nunchanged for +records\n-+\nless than 1h +2\nless than 1d +0\n")
        .containsPattern("\n365d or more +0\n$");
    assertThat(done("profile", "profiled", "--json").out())
        .hasLineCount(1)
        .startsWith("{\"collection\":\"profiled\",\"records\":2,\"expiring\":0,\"lastChange\":\"")
        .contains("{\"least\":256,\"most\":511,\"records\":1,\"logicalBytes\":402}")
        .contains("\"inline\":[{\"codec\":\"zstd\",\"dictionary\":false,\"frames\":1,")
        .contains("{\"atLeast\":\"PT0S\",\"below\":\"PT1H\",\"records\":2}")
        .endsWith("{\"atLeast\":\"PT8760H\",\"below\":null,\"records\":0}]}\n");
  }

  @Test
  void damageIsFound() throws Exception {
    // A separate database, so that the damage does not affect other tests.
    try (DatabaseShell own = new DatabaseShell(databases.get())) {
      own.done("migrate");
      Path file = Files.write(directory.resolve("damaged"), new byte[] {1, 2, 3, 4, 5});
      String hash = own.done("store", file.toString()).out().split(" ", -1)[0];
      own.pipe("{}", "put", "sound", "k", "-");
      assertThat(own.done("verify").out())
          .isEqualTo("1 records and 1 contents (7 B) verified, 0 damaged\n");

      own.execute("update coffer_frame set frame = " + oneByte(own.product()));

      Outcome verified = own.run("verify");
      assertThat(verified.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(verified.out()).contains(hash, "1 damaged");
      assertThat(own.run("verify", "--json").out()).contains("\"damaged\":[\"").contains(hash);
      Path output = directory.resolve("never");
      assertThat(own.run("fetch", hash, "-o", output.toString()).exitCode())
          .isEqualTo(ExitCode.REFUSED);
      assertThat(output).doesNotExist();
    }
  }

  private static String oneByte(Dialect.Product product) {
    return product == Dialect.Product.POSTGRESQL ? "'\\x00'::bytea" : "x'00'";
  }
}
