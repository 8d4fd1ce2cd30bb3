package dev.coffer.maintenance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The errors and poor choices found in Coffer's environment at one point in time.
 *
 * @param database the product and version of the database
 * @param schemaVersion the version of Coffer's schema in the database
 * @param findings one finding for each problem; empty if there are none
 */
public record Diagnosis(String database, int schemaVersion, List<Finding> findings) {

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** The same diagnosis with more findings. */
  public Diagnosis with(List<Finding> more) {
    return new Diagnosis(
        database, schemaVersion, Stream.concat(findings.stream(), more.stream()).toList());
  }

  /** Whether there are no findings. */
  public boolean isClean() {
    return findings.isEmpty();
  }

  /** The whole diagnosis as text, with a line for each finding. */
  @Override
  public String toString() {
    String place = "Coffer on %s, schema version %d".formatted(database, schemaVersion);
    if (isClean()) {
      return place + ": no problems found.";
    }
    return findings.stream()
        .map(finding -> System.lineSeparator() + "  - " + finding)
        .collect(Collectors.joining("", place + ", problems:", ""));
  }
}
