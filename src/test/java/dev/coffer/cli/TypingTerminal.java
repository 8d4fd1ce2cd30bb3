package dev.coffer.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A terminal on the standard input alone, where a person types these passwords. */
class TypingTerminal implements Terminal {
  private final Deque<String> passwords;

  TypingTerminal(String... passwords) {
    this.passwords = new ArrayDeque<>(List.of(passwords));
  }

  @Override
  public boolean givesInput() {
    return true;
  }

  @Override
  public boolean showsResults() {
    return false;
  }

  @Override
  public boolean showsErrors() {
    return false;
  }

  @Override
  public int width() {
    return USUAL_WIDTH;
  }

  @Override
  public Optional<String> askForPassword(String prompt) {
    return Optional.ofNullable(passwords.poll());
  }
}
