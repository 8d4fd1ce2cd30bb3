package example.notes;

import dev.coffer.record.Key;
import java.time.Instant;

/** The text of a note before its publication. */
public record Draft(@Key String title, String text, Instant savedAt) {}
