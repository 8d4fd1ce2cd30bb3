package dev.coffer.maintenance;

/**
 * One thing that is wrong or unwise in the environment.
 *
 * @param about what it is, such as the name of a setting of the database
 * @param found what is there
 * @param advice what to do about it
 */
public record Finding(String about, String found, String advice) {

  @Override
  public String toString() {
    return about + " is " + found + ". " + advice;
  }
}
