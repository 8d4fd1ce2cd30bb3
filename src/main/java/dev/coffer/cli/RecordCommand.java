package dev.coffer.cli;

import picocli.CommandLine.Parameters;

/** The common base of commands on a single record. */
abstract class RecordCommand extends DatabaseCommand {
  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection.")
  String collection = "";

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "The key; write '--' before it if it begins with '-'.")
  String key = "";

  RecordCommand(Console console) {
    super(console);
  }

  /** The error for a missing record. */
  RefusedException notFound() {
    return new RefusedException(
        "no record under the key '" + key + "' in the collection '" + collection + "'");
  }
}
