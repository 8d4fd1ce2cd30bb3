package dev.coffer.cache;

import java.util.List;

/**
 * The regions of Hibernate's second-level cache that Coffer uses. A host that configures its own
 * provider sizes them by these names.
 *
 * <p>The one of contents is that of an entity, which the host's own entities refer to. The other
 * two belong to the stores alone: they are made by the provider too, but no session fills them.
 */
public final class CacheRegions {

  /** Records: small rows with their inline frames. */
  public static final String RECORD = "coffer.record";

  /** Contents without their bytes: small rows that never change. */
  public static final String CONTENT = "coffer.content";

  /** Frames of contents, each up to a little more than 511 KiB; to be bounded by bytes. */
  public static final String FRAME = "coffer.frame";

  /** All of them. */
  public static final List<String> ALL = List.of(RECORD, CONTENT, FRAME);

  /**
   * The setting of Hibernate by which a provider says that it bounds {@link #FRAME} by bytes; only
   * then do records leave frames there.
   */
  public static final String FRAMES_BOUNDED_BY_BYTES = "coffer.cache.frames_bounded_by_bytes";

  private CacheRegions() {}
}
