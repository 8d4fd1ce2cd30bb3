package dev.coffer.entity;

import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;

/** Adds Coffer's entities to every session factory of the host. Hibernate loads it as a service. */
public final class CofferMappingContributor implements AdditionalMappingContributor {

  @Override
  public String getContributorName() {
    return "coffer";
  }

  @Override
  public void contribute(
      AdditionalMappingContributions contributions,
      InFlightMetadataCollector metadata,
      ResourceStreamLocator resources,
      MetadataBuildingContext context) {
    for (Class<?> entity : Mapping.ENTITIES) {
      // A host that lists our entities itself would otherwise have them twice.
      if (metadata.getEntityBinding(entity.getName()) == null) {
        contributions.contributeEntity(entity);
      }
    }
  }
}
