package dev.coffer.stats;

/**
 * The compression figures of one codec.
 *
 * @param frames the number of written frames
 * @param rawBytes the raw bytes of these frames
 * @param storedBytes the encoded bytes of these frames
 */
public record CompressionSummary(long frames, long rawBytes, long storedBytes) {}
