package dev.coffer.cli;

/**
 * A record on the command line: its collection and its key.
 *
 * @param key the text after the first slash; it may contain slashes
 */
record RecordName(String collection, String key) {
  /**
   * Parses {@code COLLECTION/KEY}.
   *
   * @throws IllegalArgumentException if the text has no slash, or nothing before or after it
   */
  static RecordName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1) {
      throw new IllegalArgumentException("'" + text + "' is no record; write COLLECTION/KEY");
    }
    return new RecordName(text.substring(0, slash), text.substring(slash + 1));
  }
}
