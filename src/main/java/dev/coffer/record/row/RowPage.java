package dev.coffer.record.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows in the direction of its range.
 *
 * @param <R> the type of the rows
 * @param rows the rows
 * @param last the key after which the next page begins, whose record may be deleted meanwhile; null
 *     if this is the last page
 */
public record RowPage<R>(List<R> rows, @Nullable String last) {

  /** The largest prefix of the rows within the limits, but at least one row. */
  public static List<SelectedRow> fitting(List<SelectedRow> heads, int limit, long limitBytes) {
    int count = 0;
    long bytes = 0;
    while (count < Math.min(limit, heads.size())) {
      bytes += heads.get(count).size();
      if (count > 0 && bytes > limitBytes) {
        break;
      }
      count++;
    }
    return heads.subList(0, count);
  }
}
