package example.game;

import java.time.Instant;
import java.util.UUID;

/** A match from the view of one of its players. */
public record Played(UUID match, Instant at, String against, boolean won) {}
