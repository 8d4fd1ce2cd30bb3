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
 * Leaves contents uncached where no entity of the host refers to one: a host that uses nothing of
 * Coffer gets no region. It does so too where the host's cache has no region for them and is told
 * to make none: Hibernate would refuse to start the host. It loads this as a service and calls it
 * when the mapping is complete and no region of an entity is made yet.
 *
 * <p>Only in that case is the cache asked for its region: another provider would make one, and of
 * the wrong kind.
 */
public final class ContentRegionIntegrator implements Integrator {

  private static final Logger log = LoggerFactory.getLogger(ContentRegionIntegrator.class);

  /** What Hibernate's JCache does about a region that is not configured. */
  private static final String STRATEGY = "hibernate.javax.cache.missing_cache_strategy";

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    PersistentClass content = metadata.getEntityBinding(StoredContent.class.getName());
    if (!content.isCached() || !factory.getSessionFactoryOptions().isSecondLevelCacheEnabled()) {
      return;
    }
    HostCache.want(factory);
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
              + " To have them cached, configure it.",
          regions.qualify(CacheRegions.CONTENT),
          STRATEGY);
      return false;
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}
}
