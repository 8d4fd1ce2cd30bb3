package dev.coffer.stats;

/**
 * What one codec made of the bytes it was given.
 *
 * @param frames how many frames it wrote
 * @param rawBytes their raw bytes
 * @param storedBytes the bytes of the frames
 */
public record CompressionSummary(long frames, long rawBytes, long storedBytes) {}
