package dev.coffer.cli;

import dev.coffer.Coffer;
import picocli.CommandLine.Parameters;

/** The common base of commands on a single record. */
abstract class RecordCommand extends CollectionCommand {
  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "The key; write '--' before it if it begins with '-'.")
  String key = "";

  RecordCommand(Console console) {
    super(console);
  }

  /** The records of the collection. */
  RawRecords records(Coffer coffer) {
    return new RawRecords(coffer.records(), collection);
  }

  /** The error for a missing record. */
  RefusedException notFound() {
    return notFound(collection, key);
  }

  /** The error for a missing record. */
  static RefusedException notFound(String collection, String key) {
    return new RefusedException(
        "no record under the key '" + key + "' in the collection '" + collection + "'");
  }
}
