package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.CollectionProfile;
import dev.coffer.maintenance.CollectionProfile.AgeClass;
import dev.coffer.maintenance.CollectionProfile.CodecShare;
import dev.coffer.maintenance.CollectionProfile.InContents;
import dev.coffer.maintenance.CollectionProfile.SizeClass;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows the distribution of sizes, codecs and ages in a collection. */
@Command(
    name = "profile",
    description =
        "Show how the values of a collection are distributed by size, by codec, and by the time"
            + " since their last change.",
    footer = {"", "Example:", "  coffer profile --url jdbc:h2:./game-data players"},
    sortOptions = false)
final class ProfileCommand extends CollectionCommand {
  ProfileCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    CollectionProfile profile;
    try (Progress progress = new Progress(console, "counting")) {
      progress.at(0, 0, 0);
      profile = coffer.profile(collection);
    }
    if (profile.records() == 0) {
      throw new RawRecords(coffer.records(), collection).absent();
    }
    if (json) {
      console.line(asJson(profile).toString());
    } else {
      print(sizes(profile));
      print(codecs(profile));
      ages(profile).lines().forEach(console::line);
    }
    return ExitCode.DONE;
  }

  private void print(Table table) {
    table.lines().forEach(console::line);
    console.line("");
  }

  private static Table sizes(CollectionProfile profile) {
    Table table = new Table("size", "records", "logical");
    for (SizeClass each : profile.sizes()) {
      table.row(
          "from " + Amounts.bytes(each.least()),
          Amounts.count(each.records()),
          Amounts.bytes(each.logicalBytes()));
    }
    return table;
  }

  private static Table codecs(CollectionProfile profile) {
    Table table = new Table("codec", "frames", "unique", "stored", "saved");
    profile.inline().forEach(each -> codec(table, "", each));
    InContents contents = profile.contents();
    if (contents.records() > 0) {
      table.row(
          "in contents",
          Amounts.count(contents.frames()),
          Amounts.bytes(contents.uniqueBytes()),
          Amounts.bytes(contents.storedBytes()),
          Amounts.saving(contents.uniqueBytes(), contents.storedBytes()));
      profile.sampledContents().forEach(each -> codec(table, "  sample: ", each));
    }
    return table;
  }

  private static void codec(Table table, String prefix, CodecShare share) {
    table.row(
        prefix + share.codec() + (share.dictionary() ? " with dictionary" : ""),
        Amounts.count(share.frames()),
        Amounts.bytes(share.rawBytes()),
        Amounts.bytes(share.storedBytes()),
        Amounts.saving(share.rawBytes(), share.storedBytes()));
  }

  private static Table ages(CollectionProfile profile) {
    Table table = new Table("unchanged for", "records");
    for (AgeClass each : profile.ages()) {
      Duration below = each.below();
      table.row(
          below == null
              ? Amounts.age(each.atLeast()) + " or more"
              : "less than " + Amounts.age(below),
          Amounts.count(each.records()));
    }
    return table;
  }

  private static Json asJson(CollectionProfile profile) {
    InContents contents = profile.contents();
    return new Json()
        .with("collection", profile.collection())
        .with("records", profile.records())
        .with("expiring", profile.expiring())
        .with("lastChange", profile.lastChange())
        .withObjects("sizes", profile.sizes().stream().map(ProfileCommand::asJson).toList())
        .withObjects("inline", asJson(profile.inline()))
        .with(
            "contents",
            new Json()
                .with("records", contents.records())
                .with("frames", contents.frames())
                .with("logicalBytes", contents.logicalBytes())
                .with("uniqueBytes", contents.uniqueBytes())
                .with("storedBytes", contents.storedBytes()))
        .withObjects("sampledContents", asJson(profile.sampledContents()))
        .withObjects("ages", profile.ages().stream().map(ProfileCommand::asJson).toList());
  }

  private static Json asJson(SizeClass size) {
    return new Json()
        .with("least", size.least())
        .with("most", size.most())
        .with("records", size.records())
        .with("logicalBytes", size.logicalBytes());
  }

  private static List<Json> asJson(List<CodecShare> shares) {
    return shares.stream()
        .map(
            each ->
                new Json()
                    .with("codec", each.codec())
                    .with("dictionary", each.dictionary())
                    .with("frames", each.frames())
                    .with("rawBytes", each.rawBytes())
                    .with("storedBytes", each.storedBytes()))
        .toList();
  }

  private static Json asJson(AgeClass age) {
    Duration below = age.below();
    return new Json()
        .with("atLeast", age.atLeast().toString())
        .withOptional("below", below == null ? null : below.toString())
        .with("records", age.records());
  }
}
