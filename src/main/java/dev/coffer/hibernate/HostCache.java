package dev.coffer.hibernate;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The factories whose hosts use a second-level cache for Coffer's entities too. They are remembered
 * during their lifetime, because the mapping does not show it: Hibernate does not cache contents if
 * no entity of the host refers to one.
 */
public final class HostCache {

  private static final Set<SessionFactoryImplementor> ENABLED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private HostCache() {}

  static void enable(SessionFactoryImplementor factory) {
    ENABLED.add(factory);
  }

  /** Whether the host of a factory uses the cache. */
  public static boolean isEnabled(SessionFactoryImplementor factory) {
    return ENABLED.contains(factory);
  }
}
