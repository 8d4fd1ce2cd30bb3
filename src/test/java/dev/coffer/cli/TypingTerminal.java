package dev.coffer.cli;

import java.util.Optional;

/** A terminal on the standard input alone. */
final class TypingTerminal implements Terminal {
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
  public Optional<String> askForPassword() {
    return Optional.empty();
  }
}
