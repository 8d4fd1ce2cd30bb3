package dev.coffer.schema;

import java.util.List;

/**
 * One step of the schema's history in the SQL of one database; the last statement records it.
 *
 * @param name file, id and author, which together identify it in the changelog table
 */
record Changeset(Name name, List<String> statements) {

  /** What identifies a changeset, as Liquibase writes it. */
  record Name(String file, String id, String author) {
    @Override
    public String toString() {
      return file + "::" + id + "::" + author;
    }
  }
}
