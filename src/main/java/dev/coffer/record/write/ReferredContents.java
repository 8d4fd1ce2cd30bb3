package dev.coffer.record.write;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.record.row.ValueReferences;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The contents to which the values of drafts refer by their hashes. */
final class ReferredContents {

  private ReferredContents() {}

  /**
   * Locks the contents to which these drafts refer, so that nobody deletes them before the
   * references are committed. Nothing is written yet, so a refusal leaves the host's transaction as
   * it was.
   *
   * @return the ids of the contents
   * @throws ContentNotFoundException if a content is not stored
   */
  static Map<ContentHash, Long> lock(
      UnitOfWork unit, ContentEngine contents, String collection, List<Draft> drafts)
      throws SQLException {
    Set<ContentHash> hashes = new TreeSet<>();
    drafts.forEach(draft -> hashes.addAll(draft.hashes()));
    if (hashes.isEmpty()) {
      return Map.of();
    }
    Map<ContentHash, Long> ids = contents.lock(unit, hashes);
    for (Draft draft : drafts) {
      for (ContentHash hash : draft.hashes()) {
        if (!ids.containsKey(hash)) {
          throw new ContentNotFoundException(
              hash,
              ("The value for key '%s' of collection '%s' refers to the content %s, which is not"
                      + " stored; store or stage that content first.")
                  .formatted(draft.key(), collection, hash));
        }
      }
    }
    return ids;
  }

  /**
   * Removes the drafts whose records do not keep the contents to which they refer, such as records
   * that an earlier release wrote. If these drafts are written again, the references are added.
   */
  static void removeUnkept(
      UnitOfWork unit, ContentEngine contents, String collection, List<Draft> equal)
      throws SQLException {
    List<String> keys =
        equal.stream().filter(draft -> !draft.hashes().isEmpty()).map(Draft::key).toList();
    if (!keys.isEmpty()) {
      Map<String, Set<ContentHash>> kept =
          ValueReferences.hashes(unit, collection, keys, contents.domain());
      equal.removeIf(
          draft -> !kept.getOrDefault(draft.key(), Set.of()).containsAll(draft.hashes()));
    }
  }
}
