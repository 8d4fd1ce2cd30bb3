package dev.coffer.hibernate;

import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.spi.MetadataSourcesContributor;

/**
 * Adds Coffer's entities to every session factory of the host, in addition to the entities that the
 * host lists. Hibernate loads it as a service.
 *
 * <p>It is not an {@code AdditionalMappingContributor}: Hibernate 6.6 calls those after it has
 * resolved the associations of the host's entities, so none of these could refer to a content. If a
 * host lists Coffer's entities too, they are added once, because Hibernate adds each class only
 * once.
 */
public final class CofferMappingContributor implements MetadataSourcesContributor {

  @Override
  public void contribute(MetadataSources sources) {
    Mapping.ENTITIES.forEach(sources::addAnnotatedClass);
  }
}
