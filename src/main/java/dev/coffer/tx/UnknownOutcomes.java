package dev.coffer.tx;

import dev.coffer.api.ContentHash;
import dev.coffer.api.UnknownOutcomeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the error for a write whose outcome is not known. */
final class UnknownOutcomes {

  private UnknownOutcomes() {}

  /**
   * The error for a unit of work that was sent.
   *
   * @param reason what failed, in words
   * @param targets what the unit announced to write; where it wrote several things, the records say
   *     more than the contents that they are kept in
   */
  static UnknownOutcomeException of(List<WriteTarget> targets, String reason, Throwable failure) {
    WriteTarget first =
        targets.stream()
            .filter(target -> target.collection() != null)
            .findFirst()
            .orElse(targets.isEmpty() ? null : targets.get(0));
    List<String> keys = targets.stream().flatMap(each -> each.keys().stream()).distinct().toList();
    List<ContentHash> hashes =
        targets.stream().flatMap(each -> each.hashes().stream()).distinct().toList();
    String message =
        "It is not known whether "
            + subject(first, keys, hashes)
            + " was committed: "
            + reason
            + ". Read what is stored before you repeat it.";
    return new UnknownOutcomeException(
        first == null ? null : first.operation(),
        first == null ? null : first.collection(),
        keys,
        hashes,
        message,
        failure);
  }

  private static String subject(
      @Nullable WriteTarget first, List<String> keys, List<ContentHash> hashes) {
    if (first == null) {
      return "a write";
    }
    String collection = first.collection();
    String what;
    if (collection == null) {
      what = hashes.size() == 1 ? "the content " + hashes.get(0) : hashes.size() + " contents";
    } else {
      what =
          (keys.size() == 1 ? "the record '" + keys.get(0) + "'" : keys.size() + " records")
              + " of collection '"
              + collection
              + "'";
    }
    return "the " + first.operation() + " of " + what;
  }
}
