package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.RecordStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users with the right to write start and change. */
class WritesTest extends BrowserContract {

  private RecordStore records() {
    return console().coffer().records();
  }

  private String snapshot() {
    return console().coffer().maintenance().backups().orElseThrow().snapshots().get(0).id();
  }

  /** Makes each question for the operations wait until none of them is active. */
  private void askAfterTheEnd() {
    browser()
        .script(
            """
            const ask = window.fetch;
            window.fetch = async (...call) => {
              for (;;) {
                const answer = await ask(...call);
                if (call[0] !== "api/jobs") {
                  return answer;
                }
                const { jobs } = await answer.clone().json();
                if (jobs.every((each) => each.endedAt)) {
                  return answer;
                }
              }
            };
            """);
  }

  private void confirm(String action) {
    page().until("a question is asked", () -> page().one("dialog[open]").isDisplayed());
    page().press(action);
    page().until("the question is answered", () -> page().all("dialog").isEmpty());
  }

  @Test
  void aTaskIsWatchedToItsEnd() {
    page().open("#/maintenance");
    page().press("Run scrub");
    confirm("Run");

    page().until("the task has ended", () -> page().text().contains("scrub by ann, done"));
    page()
        .until(
            "the history has the run",
            () -> page().column("The newest runs", "Task").contains("scrub"));
    assertThat(page().status()).startsWith("scrub: done");
    assertThat(page().errors()).isEmpty();
  }

  @Test
  void aTaskThatEndsBeforeTheFirstQuestionIsShown() {
    page().open("#/maintenance");
    askAfterTheEnd();
    page().press("Run analyze");
    confirm("Run");

    page()
        .until(
            "the history has the run",
            () -> page().column("The newest runs", "Task").contains("analyze"));
    assertThat(page().status()).startsWith("analyze: done");
  }

  @Test
  void aTaskIsNotRunWithoutAConfirmation() {
    page().open("#/maintenance");
    page().press("Run collect");
    confirm("Cancel");

    page().open("#/maintenance");
    assertThat(page().text()).doesNotContain("collect by ann");
  }

  @Test
  void aDryRunChangesNothing() {
    page().open("#/maintenance");
    page().press("Dry run of measure");

    page()
        .until("the run has ended", () -> page().text().contains("measure (dry run) by ann, done"));
    assertThat(console().coffer().maintenance().history().newest()).isEmpty();
  }

  @Test
  void aBackupIsMadeAndVerified() {
    page().open("#/backups");
    assertThat(page().fact("Snapshots")).isEqualTo("0");
    page().press("Back up now");
    confirm("Back up");
    page().until("the snapshot is listed", () -> page().text().contains("backup by ann, done"));
    page().until("the snapshot is listed", () -> page().column("Snapshots", "Records").size() == 1);
    assertThat(page().column("Snapshots", "Records")).containsExactly("5,478");

    page().choose("Level of verifications", "all bytes");
    page().until("the state counts it", () -> page().fact("Snapshots").equals("1"));
    page().press("Verify " + snapshot());
    page().until("the snapshot is verified", () -> page().text().contains("sound, "));
    page()
        .until(
            "the list shows it",
            () -> page().column("Snapshots", "Verified").toString().startsWith("[all, "));
    page().press("Show what would be kept");
    page()
        .until(
            "the retention is shown",
            () -> page().column("What the retention", "Kept").equals(List.of("yes")));
  }

  @Test
  void aRecordIsDeleted() {
    records().store("users", "alice", "a");
    records().store("users", "bob", "b");
    page().open("#/record?collection=users&key=alice");
    page().press("Delete the record");
    confirm("Cancel");
    assertThat(records().retrieve("users", "alice", String.class)).contains("a");

    page().press("Delete the record");
    page().leaving(() -> confirm("Delete"));

    assertThat(page().column("Records", "Key")).containsExactly("bob");
    assertThat(records().retrieve("users", "alice", String.class)).isEmpty();
  }

  @Test
  void aRecordThatWasChangedMeanwhileIsNotDeleted() {
    records().store("players", "carol", "old");
    page().open("#/record?collection=players&key=carol");
    records().store("players", "carol", "new");
    page().press("Delete the record");
    confirm("Delete");

    page().until("the page says why", () -> !page().errors().isEmpty());
    assertThat(records().retrieve("players", "carol", String.class)).contains("new");
    assertThat(browser().lines()).hasSize(1).first().asString().contains("409");
  }

  @Test
  void theExpiryOfARecordIsChanged() {
    records().store("players", "dave", "d");
    page().open("#/record?collection=players&key=dave");
    assertThat(page().fact("Expires")).isEqualTo("never");
    page().enter("Expires after (such as PT30M or P7D, or never)", "P30D");
    page().press("Change the expiry");
    page().until("the expiry is shown", () -> !page().fact("Expires").equals("never"));
    assertThat(page().status()).isEqualTo("The expiry was changed.");

    page().enter("Expires after (such as PT30M or P7D, or never)", "soon");
    page().press("Change the expiry");
    page().until("the page says why", () -> !page().errors().isEmpty());
    assertThat(browser().lines()).hasSize(1).first().asString().contains("400");
  }
}
