package dev.coffer.spring.app;

import dev.coffer.record.Key;
import java.util.UUID;

/** A value that carries its key. */
public record Player(@Key UUID id, String name, int level) {
  public Player levelUp() {
    return new Player(id, name, level + 1);
  }
}
