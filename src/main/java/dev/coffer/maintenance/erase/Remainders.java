package dev.coffer.maintenance.erase;

import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.ErasureReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may still hold data of an erased record, and until when.
 *
 * @param cachesOfOthers whether other processes may have cached the record
 */
record Remainders(boolean cachesOfOthers) {

  List<ErasureReport.Remainder> of(
      Dialect dialect,
      ErasureReport.Found found,
      long references,
      ErasureReport.@Nullable Content content,
      List<ErasureReport.Dictionary> dictionaries) {
    List<ErasureReport.Remainder> all = new ArrayList<>();
    for (ErasureReport.Dictionary each : dictionaries) {
      if (!each.deleted()) {
        all.add(
            remainder(
                "the dictionary " + each.id() + " of collection '" + each.collection() + "'",
                "kept because " + each.reason() + "; erase the record again after that"));
      }
    }
    if (content != null && !content.deleted()) {
      all.add(
          remainder(
              "the content " + content.hash(),
              content.references().isEmpty()
                  ? "until no row refers to it, such as rows that this account does not see"
                  : "until the rows of "
                      + String.join(", ", content.references().keySet())
                      + " that refer to it are deleted"));
    }
    if (references > 0) {
      all.add(
          remainder(
              "the contents to which the value referred, " + references,
              "until the task collect deletes those to which no other row refers, after its"
                  + " grace"));
    }
    if (found == ErasureReport.Found.ABSENT) {
      all.add(
          remainder(
              "the content of a value that was deleted earlier",
              "until the task collect deletes the contents to which no row refers, after its"
                  + " grace"));
    }
    if (cachesOfOthers) {
      all.add(
          remainder(
              "the memory of other processes",
              "until newer entries replace the value, the process ends or it calls"
                  + " evictCachedRecords; deleted dictionaries until its next task evict"));
    }
    all.add(remainder("the storage of the database", untilIn(dialect)));
    all.add(remainder("backups, replicas and exports", "as long as you keep them"));
    all.add(
        remainder(
            "logs, and the history of maintenance runs",
            "a key in a message until they are trimmed"));
    return all;
  }

  private static String untilIn(Dialect dialect) {
    return switch (dialect.product()) {
      case H2 -> "until SHUTDOWN COMPACT rewrites its file";
      case MARIADB ->
          "the binary log until it is purged (binlog_expire_logs_seconds), and free space in the"
              + " files until it is overwritten or OPTIMIZE TABLE rewrites the tables";
      case POSTGRESQL ->
          "the write-ahead log until it is recycled and its archive is deleted, and dead rows until"
              + " VACUUM frees them and new rows overwrite them";
    };
  }

  private static ErasureReport.Remainder remainder(String place, String until) {
    return new ErasureReport.Remainder(place, until);
  }
}
