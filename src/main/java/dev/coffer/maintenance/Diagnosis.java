package dev.coffer.maintenance;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong or unwise in the environment that Coffer works in, found at one moment.
 *
 * @param database the product and version of the database
 * @param schemaVersion the version of Coffer's schema in it
 * @param findings one for each thing to mend; empty if all is well
 */
public record Diagnosis(String database, int schemaVersion, List<Finding> findings) {

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Whether there is nothing to mend. */
  public boolean isClean() {
    return findings.isEmpty();
  }

  /** All of it in one block of text, a line for each finding. */
  @Override
  public String toString() {
    String place = "Coffer on %s, schema version %d".formatted(database, schemaVersion);
    if (isClean()) {
      return place + ": nothing to mend.";
    }
    return findings.stream()
        .map(finding -> System.lineSeparator() + "  - " + finding)
        .collect(Collectors.joining("", place + ", to mend:", ""));
  }
}
