package dev.coffer.schema.migration;

import java.util.List;

/**
 * One changeset as SQL for one database. Its last statement records it.
 *
 * @param name the file, id and author that identify it in the changelog table
 */
public record Changeset(Name name, List<String> statements) {

  /** The identity of a changeset, in Liquibase's format. */
  record Name(String file, String id, String author) {
    @Override
    public String toString() {
      return file + "::" + id + "::" + author;
    }
  }
}
