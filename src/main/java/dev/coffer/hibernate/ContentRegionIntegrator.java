package dev.coffer.hibernate;

import dev.coffer.cache.CacheRegions;
import dev.coffer.entity.StoredContent;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Disables the caching of contents if no entity of the host refers to one, so that a host without
 * references gets no region. It also disables the caching if the host's cache has no region for
 * contents and is configured to create none, because Hibernate would refuse to start the host.
 * Hibernate loads it as a service and calls it when the mapping is complete and before it creates
 * the regions of entities.
 *
 * <p>The region is requested from the cache only if the cache creates none: another provider would
 * create a region of the wrong kind.
 */
public final class ContentRegionIntegrator implements Integrator {

  private static final Logger log = LoggerFactory.getLogger(ContentRegionIntegrator.class);

  /** The setting of Hibernate's JCache for regions that are not configured. */
  private static final String STRATEGY = "hibernate.javax.cache.missing_cache_strategy";

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    PersistentClass content = metadata.getEntityBinding(StoredContent.class.getName());
    if (!content.isCached() || !factory.getSessionFactoryOptions().isSecondLevelCacheEnabled()) {
      return;
    }
    HostCache.enable(factory);
    boolean strict = "fail".equalsIgnoreCase(String.valueOf(factory.getProperties().get(STRATEGY)));
    content.setCached(ContentReferences.exist(metadata) && (!strict || hasRegion(factory)));
  }

  private static boolean hasRegion(SessionFactoryImplementor factory) {
    RegionFactory regions = factory.getCache().getRegionFactory();
    try {
      regions.buildQueryResultsRegion(CacheRegions.CONTENT, factory);
      return true;
    } catch (CacheException e) {
      log.info(
          "Contents are not cached: the application's cache has no region '{}', and {} is 'fail'."
              + " To cache contents, configure the region.",
          regions.qualify(CacheRegions.CONTENT),
          STRATEGY);
      return false;
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}
}
