package example.notes;

import dev.coffer.record.Key;

/** What was typed before a note was written. */
public record Draft(@Key String title, String text) {}
