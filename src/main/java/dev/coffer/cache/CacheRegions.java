package dev.coffer.cache;

import java.util.List;

/**
 * The names of the regions that Coffer uses in Hibernate's second-level cache. A host with its own
 * cache provider configures the regions under these names.
 *
 * <p>The region of contents caches an entity that the host's entities refer to. Only the stores use
 * the other two regions: the provider creates them too, but no session fills them.
 */
public final class CacheRegions {

  /** Records: small rows with their inline frames. */
  public static final String RECORD = "coffer.record";

  /** Contents without their bytes: small rows that never change. */
  public static final String CONTENT = "coffer.content";

  /** Frames of contents, each slightly more than 511 KiB at most. Limit this region by bytes. */
  public static final String FRAME = "coffer.frame";

  /** All regions. */
  public static final List<String> ALL = List.of(RECORD, CONTENT, FRAME);

  /**
   * The Hibernate setting with which a provider declares that it limits {@link #FRAME} by bytes.
   * Only then do records put frames there.
   */
  public static final String FRAMES_BOUNDED_BY_BYTES = "coffer.cache.frames_bounded_by_bytes";

  private CacheRegions() {}
}
