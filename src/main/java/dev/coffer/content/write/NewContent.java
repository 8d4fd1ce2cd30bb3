package dev.coffer.content.write;

import dev.coffer.api.ContentHash;
import java.util.function.Supplier;

/**
 * A content to be written unless it exists: its identity, and where its frame comes from, asked
 * only if it is missing.
 */
record NewContent(ContentHash hash, long size, Supplier<byte[]> frame) {}
