package example.notes;

import dev.coffer.record.Key;

/** The unfinished text of a note. */
public record Draft(@Key String title, String text) {}
