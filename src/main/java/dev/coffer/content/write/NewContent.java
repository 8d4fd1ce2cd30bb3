package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import java.util.function.Supplier;

/**
 * A content to write unless it exists: its identity, and a supplier of its frame, which is called
 * only if the frame must be written.
 */
record NewContent(ContentHash hash, long size, Supplier<byte[]> frame) {}
