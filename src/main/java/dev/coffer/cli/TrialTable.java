package dev.coffer.cli;

import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.VerificationReport;
import dev.coffer.stats.CacheTier;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/** The result of a trial, as a table for people or a JSON object for programs. */
final class TrialTable {
  private final TrialTally records;
  private final TrialTally files;
  private final TrialTally all;
  private final VerificationReport verification;
  private final OptionalLong physicalBytes;
  private final Differences differences;

  TrialTable(
      TrialTally records,
      TrialTally files,
      VerificationReport verification,
      OptionalLong physicalBytes,
      Differences differences) {
    this.records = records;
    this.files = files;
    this.all = TrialTally.sum(records, files);
    this.verification = verification;
    this.physicalBytes = physicalBytes;
    this.differences = differences;
  }

  /** The lines of the table. */
  Iterable<String> lines() {
    Table table = new Table("", "records", "files", "all");
    row(table, "stored", of -> Amounts.count(of.storedFirst));
    row(table, "stored a second time", of -> Amounts.count(of.storedAgain));
    row(table, "logical bytes", of -> Amounts.bytes(of.logicalBytes));
    row(table, "unique bytes", of -> Amounts.bytes(of.uniqueBytes));
    row(table, "stored bytes", of -> Amounts.bytes(of.storedBytes));
    row(table, "saved by deduplication", of -> Amounts.saving(of.logicalBytes, of.uniqueBytes));
    row(table, "saved by compression", of -> Amounts.saving(of.uniqueBytes, of.storedBytes));
    row(table, "saved in all", of -> Amounts.saving(of.logicalBytes, of.storedBytes));
    row(table, "written", of -> perSecond(of.stored(), of.writing));
    row(table, "written, bytes", of -> bytesPerSecond(of.logicalBytes, of.writing));
    table.row("read in batches", perSecond(records.readCount, records.readingBatches), "-", "-");
    row(table, "read one by one", of -> perSecond(of.readCount, of.readingSingly));
    row(table, "read one by one, bytes", of -> bytesPerSecond(of.readBytes, of.readingSingly));
    row(table, "read again", of -> perSecond(of.readCount, of.readingAgain));
    row(table, "read again, bytes", of -> bytesPerSecond(of.readBytes, of.readingAgain));
    row(table, "answered by the heap", of -> Amounts.count(of.reads(CacheTier.HEAP)));
    row(table, "by the second-level cache", of -> Amounts.count(of.reads(CacheTier.SECOND_LEVEL)));
    row(table, "by the database", of -> Amounts.count(of.reads(CacheTier.DATABASE)));
    table.row(
        "read and hashed again",
        Amounts.count(verification.recordsChecked()),
        Amounts.count(verification.contentsChecked()),
        Amounts.bytes(verification.bytesChecked()));
    table.row("damaged or different", "", "", Amounts.count(differences.count()));
    if (physicalBytes.isPresent()) {
      table.row("used on disk", "", "", Amounts.bytes(physicalBytes.getAsLong()));
    }
    return table.lines();
  }

  private void row(Table table, String heading, Function<TrialTally, String> figure) {
    table.row(heading, figure.apply(records), figure.apply(files), figure.apply(all));
  }

  private static String perSecond(long count, Duration time) {
    return count == 0 ? "-" : Amounts.count(Math.round(Amounts.rate(count, time))) + "/s";
  }

  private static String bytesPerSecond(long bytes, Duration time) {
    return bytes == 0 ? "-" : Amounts.bytes(Math.round(Amounts.rate(bytes, time))) + "/s";
  }

  /** The figures as JSON. */
  Json asJson() {
    Json json =
        new Json()
            .with("records", asJson(records))
            .with("files", asJson(files))
            .with("all", asJson(all))
            .with("recordsChecked", verification.recordsChecked())
            .with("contentsChecked", verification.contentsChecked())
            .with("differences", differences.count())
            .withTexts("different", differences.named());
    physicalBytes.ifPresent(bytes -> json.with("physicalBytes", bytes));
    if (records.readCount > 0) {
      json.with("readInBatchesPerSecond", Amounts.rate(records.readCount, records.readingBatches));
    }
    return json;
  }

  private static Json asJson(TrialTally tally) {
    Json json =
        new Json()
            .with("stored", tally.storedFirst)
            .with("storedAgain", tally.storedAgain)
            .with("logicalBytes", tally.logicalBytes)
            .with("uniqueBytes", tally.uniqueBytes)
            .with("storedBytes", tally.storedBytes)
            .with("writtenPerSecond", Amounts.rate(tally.stored(), tally.writing))
            .with("readPerSecond", Amounts.rate(tally.readCount, tally.readingSingly))
            .with("readAgainPerSecond", Amounts.rate(tally.readCount, tally.readingAgain));
    for (CacheTier tier : CacheTier.values()) {
      json.with("reads_" + tier.name().toLowerCase(Locale.ROOT), tally.reads(tier));
    }
    return json;
  }
}
