package dev.coffer.maintenance;

/**
 * An error or a poor choice in the environment.
 *
 * @param about the subject, such as the name of a database setting
 * @param found the current state
 * @param advice the recommended action
 */
public record Finding(String about, String found, String advice) {

  @Override
  public String toString() {
    return about + " is " + found + ". " + advice;
  }
}
