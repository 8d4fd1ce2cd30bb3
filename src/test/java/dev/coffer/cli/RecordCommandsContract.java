package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cli.Shell.Outcome;
import dev.coffer.format.scan.Json;
import dev.coffer.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The commands that count, select, rename and expire records, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecordCommandsContract {
  private final DatabaseShell shell;

  RecordCommandsContract(TestDatabase database) {
    this.shell = new DatabaseShell(database);
  }

  @BeforeAll
  void migrate() {
    shell.done("migrate");
  }

  @AfterAll
  void drop() {
    shell.close();
  }

  private void put(String collection, String... keys) {
    for (String key : keys) {
      shell.done("put", collection, key, "--value", "{\"of\": " + Json.quote(key) + "}");
    }
  }

  private void refuses(String message, String... arguments) {
    Outcome outcome = shell.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.err()).startsWith("coffer: ").contains(message).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void recordsAreCounted() {
    put("counted", "a1", "a2", "b1");

    assertThat(shell.done("count", "counted").out()).isEqualTo("3\n");
    assertThat(shell.done("count", "counted", "--prefix", "a", "--json").out())
        .isEqualTo("{\"count\":2}\n");
    assertThat(shell.done("count", "nowhere").out()).isEqualTo("0\n");
  }

  @Test
  void collectionsAreListedWithTheirCounts() {
    put("a collection", "a1", "a2");
    put("b-collection", "b1");
    shell.done("put", "b-collection", "b2", "--value", "1", "--expires-in", "7d");
    put("c-collection", "c1");
    shell.done("delete", "c-collection", "c1");

    assertThat(shell.done("collections").out())
        .containsSubsequence("2 a collection\n", "2 b-collection\n")
        .doesNotContain("c-collection");
    assertThat(shell.done("collections", "--json").out())
        .contains("{\"collection\":\"a collection\",\"records\":2}\n");
    refuses("'collections' lists", "list", "nowhere");
  }

  @Test
  void aRecordIsErased() {
    put("erased", "a", "b");

    String told = shell.done("erase", "erased", "a").out();

    assertThat(told)
        .startsWith("the record was deleted\nit may still be in:\n")
        .contains("  backups, replicas and exports: ");
    assertThat(shell.done("list", "erased").out()).isEqualTo("b\n");
    assertThat(shell.done("erase", "erased", "a").out())
        .startsWith("there was no record under this key\n");
    assertThat(shell.run("erase", "erased").exitCode()).isEqualTo(ExitCode.USAGE);
    refuses("key", "erase", "erased", "");
  }

  @Test
  void aDictionaryIsErasedWithARecord() {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      values.append("{\"id\":\"k").append(i).append("\",\"text\":\"the secret of the house is ");
      values.append(i % 7).append("\"}\n");
    }
    shell.pipe(values.toString(), "import", "--collection", "trained", "--key", "/id", "-");
    shell.done("dictionary", "trained", "--dense");

    String json = shell.done("erase", "trained", "k1", "--json").out();

    assertThat(json)
        .startsWith(
            "{\"collection\":\"trained\",\"key\":\"k1\",\"record\":\"live\",\"content\":null,")
        .containsPattern(
            "\"dictionaries\":\\[\\{\"collection\":\"trained\",\"id\":\"[0-9a-f]{8}\","
                + "\"deleted\":true,\"rewritten\":0,\"reason\":null}],")
        .contains("\"remainders\":[{\"place\":\"")
        .endsWith(",\"complete\":true}\n");
    assertThat(shell.done("count", "trained").out()).isEqualTo("299\n");
    assertThat(shell.done("verify").out()).contains(", 0 damaged");
  }

  @Test
  void aListIsReversedAndLimited() {
    put("listed", "a", "b1", "b2", "b3", "c");

    assertThat(shell.done("list", "listed", "--reverse").out()).isEqualTo("c\nb3\nb2\nb1\na\n");
    assertThat(shell.done("list", "listed", "--limit", "2").out()).isEqualTo("a\nb1\n");
    assertThat(shell.done("list", "listed", "--prefix", "b", "--reverse", "--limit", "2").out())
        .isEqualTo("b3\nb2\n");
    assertThat(shell.run("list", "listed", "--limit", "0").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aKeyIsOneLineOfAPipe() {
    put("b\nroken", "a\nb", "a\r", "c\td");

    assertThat(shell.done("list", "b\nroken").out()).isEqualTo("a\\u000ab\na\\u000d\nc\td\n");
    assertThat(shell.done("collections").out()).contains("3 b\\u000aroken\n");
    assertThat(shell.done("list", "b\nroken", "--json").out().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith("{\"key\":\"a\\nb\","));
  }

  @Test
  void aPrefixIsDeletedOnlyByConsent() {
    put("pruned", "2019/1", "2019/2", "2020/1");

    Outcome refused = shell.run("delete", "pruned", "--prefix", "2019/");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("--yes").hasLineCount(1);
    Outcome declined = shell.answer("n\n", "delete", "pruned", "--prefix", "2019/");
    assertThat(declined.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(declined.err())
        .contains("Delete 2 records", "'pruned'", "'2019/'", "nothing was deleted");
    assertThat(shell.answer("", "delete", "pruned", "--prefix", "2019/").exitCode())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(shell.done("count", "pruned").out()).isEqualTo("3\n");

    assertThat(shell.answer("yes\n", "delete", "pruned", "--prefix", "2019/").out())
        .isEqualTo("2 records deleted\n");
    assertThat(shell.done("list", "pruned").out()).isEqualTo("2020/1\n");
    assertThat(shell.done("delete", "pruned", "--prefix", "", "--yes", "--json").out())
        .isEqualTo("{\"deleted\":1}\n");
    assertThat(shell.done("delete", "pruned", "--prefix", "", "--yes").out())
        .isEqualTo("0 records deleted\n");
  }

  @Test
  void aDeletionNamesAKeyOrAPrefix() {
    put("selected", "k");

    assertThat(shell.run("delete", "selected").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("delete", "selected", "k", "--prefix", "k", "--yes").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(shell.done("count", "selected").out()).isEqualTo("1\n");
  }

  @Test
  void anExpiryIsSetKeptAndRemoved() {
    shell.done("put", "expiring", "k", "--value", "1", "--expires-in", "7d");
    assertThat(expiry("expiring", "k")).startsWith("\"20");
    String week = expiry("expiring", "k");
    shell.done("put", "expiring", "k", "--value", "2", "--keep-expiry");
    assertThat(expiry("expiring", "k")).isEqualTo(week);

    assertThat(shell.done("touch", "expiring", "k", "--never").out()).isEmpty();
    assertThat(expiry("expiring", "k")).isEqualTo("null");
    assertThat(shell.done("touch", "expiring", "k", "--expires-in", "PT30M", "--json").out())
        .isEqualTo("{\"touched\":true}\n");
    assertThat(expiry("expiring", "k")).startsWith("\"20").isLessThan(week);
    shell.done("put", "expiring", "k", "--value", "3");
    assertThat(expiry("expiring", "k")).isEqualTo("null");
    refuses("'absent'", "touch", "expiring", "absent", "--never");
  }

  private String expiry(String collection, String key) {
    String found = shell.done("get", collection, key, "--json").out();
    return found.replaceFirst("(?s).*\"expiresAt\":(null|\"[^\"]*\").*", "$1");
  }

  @Test
  void aValueIsGivenByFileOrByText() {
    assertThat(shell.done("put", "given", "k", "--value", " [1.10, \"é\"]").out())
        .startsWith("created, version ");
    assertThat(shell.done("get", "given", "k").out()).isEqualTo(" [1.10, \"é\"]");
    shell.done("put", "given", "bytes", "--bytes", "--value", "no JSON");
    assertThat(shell.done("get", "given", "bytes").out()).isEqualTo("no JSON");

    for (List<String> wrong :
        List.of(
            List.of("put", "given", "k"), List.of("put", "given", "k", "file", "--value", "1"))) {
      Outcome outcome = shell.run(wrong.toArray(String[]::new));
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err()).contains("FILE or --value").hasLineCount(1);
    }
    refuses("the value is not JSON", "put", "given", "k", "--value", "{broken");
    refuses("no JSON value", "put", "given", "k", "--value", "");
    assertThat(shell.done("get", "given", "k").out()).isEqualTo(" [1.10, \"é\"]");
  }

  @Test
  void recordsAndCollectionsAreRenamed() {
    put("old", "a", "b");

    assertThat(shell.done("rename", "old", "a", "c").out()).isEmpty();
    assertThat(shell.done("list", "old").out()).isEqualTo("b\nc\n");
    assertThat(shell.done("get", "old", "c").out()).isEqualTo("{\"of\": \"a\"}");
    refuses("'a'", "rename", "old", "a", "d");
    refuses("'b'", "rename", "old", "c", "b");
    assertThat(shell.done("rename", "old", "c", "a", "--json").out())
        .isEqualTo("{\"renamed\":true}\n");

    assertThat(shell.done("rename-collection", "old", "new").out())
        .isEqualTo("2 records renamed\n");
    assertThat(shell.done("list", "new").out()).isEqualTo("a\nb\n");
    refuses("'old'", "rename-collection", "old", "new");
    put("old", "x");
    refuses("'new'", "rename-collection", "old", "new");
    assertThat(shell.done("rename-collection", "old", "older", "--json").out())
        .isEqualTo("{\"renamed\":1}\n");
  }
}
