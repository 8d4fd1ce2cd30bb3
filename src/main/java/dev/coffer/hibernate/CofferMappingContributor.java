package dev.coffer.hibernate;

import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.spi.MetadataSourcesContributor;

/**
 * Adds Coffer's entities to every session factory of the host, beside those that the host lists.
 * Hibernate loads it as a service.
 *
 * <p>It is not an {@code AdditionalMappingContributor}: Hibernate 6.6 asks those after it has
 * resolved the associations of the host's entities, so that none of them could refer to a content.
 * A host that lists our entities too has them once: Hibernate takes each class one time.
 */
public final class CofferMappingContributor implements MetadataSourcesContributor {

  @Override
  public void contribute(MetadataSources sources) {
    Mapping.ENTITIES.forEach(sources::addAnnotatedClass);
  }
}
