package dev.coffer.cli;

import picocli.CommandLine.Parameters;

/** The common base of commands on a single file. */
abstract class FileCommand extends CollectionCommand {
  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "The path; write '--' before it if it begins with '-'.")
  String path = "";

  FileCommand(Console console) {
    super(console);
  }

  /** The error for a missing file. */
  RefusedException notFound() {
    return notFound(collection, path);
  }

  /** The error for a missing file. */
  static RefusedException notFound(String collection, String path) {
    return new RefusedException(
        "no file under the path '" + path + "' in the collection '" + collection + "'");
  }
}
