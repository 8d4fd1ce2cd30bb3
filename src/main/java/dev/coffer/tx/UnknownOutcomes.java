package dev.coffer.tx;

import dev.coffer.api.ContentHash;
import dev.coffer.api.UnknownOutcomeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the exception for a write with an unknown outcome. */
final class UnknownOutcomes {

  private UnknownOutcomes() {}

  /**
   * Creates the exception for a unit of work whose statements were sent.
   *
   * @param reason a description of the failure
   * @param targets the announced write targets; records take precedence over the contents that hold
   *     their values
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
        "It is unknown whether "
            + subject(first, keys, hashes)
            + " was committed: "
            + reason
            + ". Read the stored state before you repeat it.";
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
    } else if (keys.isEmpty()) {
      what = "collection '" + collection + "'";
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
