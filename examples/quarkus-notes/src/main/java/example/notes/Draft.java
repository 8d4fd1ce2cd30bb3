package example.notes;

import dev.coffer.record.Key;
import java.time.Instant;

/** What was typed before a note was published. */
public record Draft(@Key String title, String text, Instant savedAt) {}
