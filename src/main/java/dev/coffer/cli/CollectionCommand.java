package dev.coffer.cli;

import picocli.CommandLine.Parameters;

/** The common base of commands on the records of a collection. */
abstract class CollectionCommand extends DatabaseCommand {
  @Parameters(index = "0", paramLabel = "COLLECTION", description = "The collection.")
  String collection = "";

  CollectionCommand(Console console) {
    super(console);
  }
}
