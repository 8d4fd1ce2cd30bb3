package example.game;

import java.time.Instant;
import java.util.UUID;

/** A match as one of its players remembers it. */
public record Played(UUID match, Instant at, String against, boolean won) {}
