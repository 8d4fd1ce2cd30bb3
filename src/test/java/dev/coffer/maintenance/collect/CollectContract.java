package dev.coffer.maintenance.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.content.Holder;
import dev.coffer.dialect.Dialect;
import dev.coffer.entity.StoredContent;
import dev.coffer.host.CofferListener;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a collection deletes and what it never deletes, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class CollectContract {
  private static final RunOptions AT_ONCE =
      RunOptions.defaults().withGrace(Duration.ZERO).withForce(true);
  private static final Duration HOUR = Duration.ofHours(1);

  private TestDatabase database;
  private Coffer coffer;
  private final Set<ContentHash> told = ConcurrentHashMap.newKeySet();

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
    coffer = open(settings());
  }

  @AfterEach
  void drop() {
    coffer.close();
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withListener(
            new CofferListener() {
              @Override
              public void contentsCollected(List<ContentHash> hashes) {
                told.addAll(hashes);
              }
            });
  }

  private static Coffer open(OpenSettings settings) {
    return Coffer.open(settings);
  }

  private RunReport collect(RunOptions options) {
    return coffer.maintenance().run(MaintenanceTask.COLLECT, options);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] noise(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(ContentHash hash) throws IOException {
    try (InputStream in = coffer.contents().open(hash)) {
      return in.readAllBytes();
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private long count(String table) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Lets the marks become old without waiting. */
  private void ageMarks() {
    execute("update coffer_unreferenced set since = timestamp '2026-01-01 00:00:00'");
  }

  @Test
  void whatIsKeptStaysWithoutGrace() throws Exception {
    ContentHash stored = coffer.contents().store(text("stored")).hash();
    ContentHash held = hash(text("held"), Holder.of("invoices/1"));
    ContentHash valued = coffer.contents().stage(text("valued")).hash();
    coffer.records("names", ContentHash.class).put("n", valued);
    coffer.records("big", byte[].class).put("b", noise(1, 100_000));

    RunReport report = collect(AT_ONCE);

    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figure("contents")).isZero();
    assertThat(read(stored)).isEqualTo(text("stored"));
    assertThat(read(held)).isEqualTo(text("held"));
    assertThat(read(valued)).isEqualTo(text("valued"));
    assertThat(coffer.records("big", byte[].class).get("b")).contains(noise(1, 100_000));
  }

  private ContentHash hash(byte[] bytes, Holder holder) {
    return coffer.contents().store(new ByteArrayInputStream(bytes), holder).hash();
  }

  @Test
  void whatNobodyKeepsGoesAndADryRunNamesTheFigures() throws Exception {
    ContentHash kept = coffer.contents().store(text("kept")).hash();
    ContentHash staged = coffer.contents().stage(noise(2, 5_000)).hash();
    ContentHash released = coffer.contents().store(noise(3, 1_500_000)).hash();
    coffer.contents().release(released);
    coffer.records("big", byte[].class).put("b", noise(4, 100_000));
    coffer.records("big", byte[].class).delete("b");

    RunReport dry = collect(AT_ONCE.withDryRun(true));
    assertThat(coffer.contents().exists(released)).isTrue();
    RunReport report = collect(AT_ONCE);

    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(dry.figures()).isEqualTo(report.figures());
    assertThat(report.figure("contents")).isGreaterThan(5);
    assertThat(report.figure("bytes")).isGreaterThan(1_500_000);
    assertThat(coffer.contents().exists(staged)).isFalse();
    assertThat(coffer.contents().exists(released)).isFalse();
    assertThat(told).contains(staged, released).doesNotContain(kept);
    assertThat(count("coffer_content")).isEqualTo(1);
    assertThat(count("coffer_frame")).isEqualTo(1);
    assertThat(count("coffer_part")).isZero();
    assertThat(count("coffer_unreferenced")).isZero();
    assertThat(coffer.verify().isClean()).isTrue();
  }

  @Test
  void theGraceIsByTheMarksAlone() throws Exception {
    coffer.contents().store(text("kept"));
    coffer.contents().store(text("kept too"));
    coffer.contents().store(text("and this"));
    ContentHash staged = coffer.contents().stage(text("staged")).hash();
    execute("update coffer_content set created_at = timestamp '2020-01-01 00:00:00'");

    RunReport marking = collect(RunOptions.defaults());
    assertThat(marking.figure("marked")).isEqualTo(1);
    assertThat(marking.figure("contents")).isZero();
    assertThat(collect(RunOptions.defaults()).figure("contents")).isZero();
    assertThat(coffer.contents().exists(staged)).isTrue();

    ageMarks();
    RunReport dry = collect(RunOptions.defaults().withDryRun(true));
    RunReport report = collect(RunOptions.defaults());
    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(dry.figures()).isEqualTo(report.figures()).containsEntry("contents", 1L);
    assertThat(coffer.contents().exists(staged)).isFalse();
  }

  @Test
  void aContentThatIsStagedAgainHasItsWholeGraceAgain() {
    ContentHash small = coffer.contents().stage(text("staged")).hash();
    ContentHash large = coffer.contents().stage(noise(5, 1_200_000)).hash();
    collect(RunOptions.defaults());
    ageMarks();

    coffer.contents().stage(text("staged"));
    coffer.contents().stage(noise(5, 1_200_000));
    collect(RunOptions.defaults().withForce(true));

    assertThat(coffer.contents().exists(small)).isTrue();
    assertThat(coffer.contents().exists(large)).isTrue();
  }

  @Test
  void aContentThatIsReferredToAgainLosesItsMark() throws Exception {
    ContentHash staged = coffer.contents().stage(text("staged")).hash();
    collect(RunOptions.defaults());
    ageMarks();
    coffer.records("names", ContentHash.class).put("n", staged);

    RunReport report = collect(RunOptions.defaults());

    assertThat(report.figure("contents")).isZero();
    assertThat(count("coffer_unreferenced")).isZero();
    assertThat(read(staged)).isEqualTo(text("staged"));
  }

  @Test
  void sharedPartsStay() throws Exception {
    byte[] ten = noise(6, 10 << 20);
    byte[] five = Arrays.copyOf(ten, 5 << 20);
    byte[] twice = new byte[4 << 20];
    System.arraycopy(ten, 0, twice, 0, 2 << 20);
    System.arraycopy(ten, 0, twice, 2 << 20, 2 << 20);
    ContentHash whole = coffer.contents().store(ten).hash();
    ContentHash half = coffer.contents().store(five).hash();
    ContentHash repeated = coffer.contents().store(twice).hash();
    coffer.contents().release(whole);
    coffer.contents().release(repeated);

    RunReport dry = collect(AT_ONCE.withDryRun(true));
    RunReport report = collect(AT_ONCE);

    assertThat(dry.figures()).isEqualTo(report.figures());
    assertThat(coffer.contents().exists(whole)).isFalse();
    assertThat(coffer.contents().exists(repeated)).isFalse();
    assertThat(read(half)).isEqualTo(five);
    assertThat(coffer.verify().isClean()).isTrue();
    coffer.contents().release(half);
    collect(AT_ONCE);
    assertThat(count("coffer_content")).isZero();
    assertThat(count("coffer_frame")).isZero();
  }

  @Test
  void aLargeShareIsRefused() throws Exception {
    for (int i = 0; i < 6; i++) {
      coffer.contents().store(text("kept " + i));
    }
    for (int i = 0; i < 4; i++) {
      coffer.contents().stage(text("gone " + i));
    }
    RunOptions now = RunOptions.defaults().withGrace(Duration.ZERO);

    RunReport refused = collect(now);

    assertThat(refused.outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(refused.problem()).contains("4 of 10 contents").contains("force");
    assertThat(collect(now.withDryRun(true)).figure("contents")).isEqualTo(4);
    assertThat(count("coffer_content")).isEqualTo(10);
    assertThat(collect(now.withForce(true)).figure("contents")).isEqualTo(4);
    assertThat(count("coffer_content")).isEqualTo(6);
  }

  /** An entity whose reference to a content has no foreign key in the database. */
  @Entity(name = "Loose")
  @Table(name = "loose_invoice")
  static class Loose {
    @Id long id;

    @ManyToOne
    @JoinColumn(name = "pdf_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    @Nullable StoredContent pdf;
  }

  @Test
  void aMappedReferenceWithoutForeignKeyIsRefused() throws Exception {
    execute("create table loose_invoice (id bigint primary key, pdf_id bigint)");
    coffer.contents().stage(text("staged"));
    coffer.close();
    coffer = open(settings().withEntities(List.of(Loose.class)));

    RunReport report = collect(AT_ONCE);

    assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(report.problem()).contains("loose_invoice.pdf_id").contains("add foreign key");
    assertThat(count("coffer_content")).isEqualTo(1);
    coffer.close();
    // As the command line does it: this process does not map the entity.
    coffer = open(settings());
    assertThat(collect(AT_ONCE).outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(count("coffer_content")).isEqualTo(1);
    execute(
        "alter table loose_invoice add constraint loose_pdf foreign key (pdf_id)"
            + " references coffer_content (id)");
    assertThat(collect(AT_ONCE).figure("contents")).isEqualTo(1);
  }

  @Test
  void aMappedReferenceWithForeignKeyIsNotRecorded() throws Exception {
    execute(
        "create table loose_invoice (id bigint primary key, pdf_id bigint,"
            + " constraint loose_pdf foreign key (pdf_id) references coffer_content (id))");
    coffer.close();

    coffer = open(settings().withEntities(List.of(Loose.class)));

    assertThat(count("coffer_unprotected_reference")).isZero();
  }

  @Test
  void aForeignKeyThatChangesHostRowsIsRefusedUnlessIntended() throws Exception {
    long id = coffer.contents().stage(text("staged")).id();
    coffer.contents().stage(text("other"));
    execute(
        "create table host_invoice (pdf_id bigint, constraint host_pdf foreign key (pdf_id)"
            + " references coffer_content (id) on delete set null)");
    execute("insert into host_invoice values (" + id + ")");

    RunReport report = collect(AT_ONCE);

    assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
    assertThat(report.problem()).contains("host_invoice.pdf_id").contains("SET NULL");
    assertThat(count("coffer_content")).isEqualTo(2);
    coffer.close();
    coffer =
        open(
            settings()
                .withMaintenance(
                    MaintenanceSettings.defaults().withIntendedCascades(Set.of("Host_Invoice"))));
    assertThat(collect(AT_ONCE).figure("contents")).isEqualTo(1);
    assertThat(count("host_invoice where pdf_id is not null")).isEqualTo(1);
  }

  @Test
  void aMissingKeyOfOwnTablesFailsTheRun() throws Exception {
    coffer.contents().store(text("kept"));
    coffer.contents().stage(text("staged"));
    execute(
        "alter table coffer_retained drop "
            + (database.product() == Dialect.Product.MARIADB ? "foreign key " : "constraint ")
            + "fk_coffer_retained_content");

    RunReport report = collect(AT_ONCE);

    assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(report.problem()).contains("coffer_retained.content_id");
    assertThat(count("coffer_content")).isEqualTo(2);
  }

  @Test
  void aReferenceThatTheRunDoesNotKnowStays() throws Exception {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(coffer.contents().stage(text("staged " + i)).id());
    }
    boolean[] added = new boolean[1];
    RunOptions options =
        AT_ONCE.withProgress(
            progress -> {
              // After the foreign keys were read and the marks were set.
              if (!added[0]) {
                added[0] = true;
                execute(
                    "create table late_invoice (pdf_id bigint, constraint late_pdf foreign key"
                        + " (pdf_id) references coffer_content (id))");
                execute("insert into late_invoice values (" + ids.get(7) + ")");
              }
            });

    RunReport report = collect(options);

    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figure("contents")).isEqualTo(19);
    assertThat(count("coffer_content where id = " + ids.get(7))).isEqualTo(1);
    assertThat(count("coffer_frame")).isEqualTo(1);
  }

  @Test
  void marksOfMissingContentsGo() throws Exception {
    execute("insert into coffer_unreferenced values (4711, timestamp '2026-01-01 00:00:00')");

    assertThat(collect(RunOptions.defaults().withGrace(HOUR)).outcome()).isEqualTo(RunOutcome.DONE);

    assertThat(count("coffer_unreferenced")).isZero();
  }

  @Test
  void aStoppedRunContinues() throws Exception {
    for (int i = 0; i < 700; i++) {
      coffer.contents().stage(text("staged " + i));
    }
    int[] batches = new int[1];

    RunReport stopped = collect(AT_ONCE.withGoOn(() -> batches[0]++ < 3));
    RunReport rest = collect(AT_ONCE);

    assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
    assertThat(stopped.figure("contents") + rest.figure("contents")).isEqualTo(700);
    assertThat(count("coffer_content")).isZero();
  }
}
