package example.game;

import java.time.Instant;

public record Achievement(String name, Instant since) {}
