package dev.coffer.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionTargetFactory;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import org.jspecify.annotations.Nullable;

/**
 * A field {@code @PersistenceUnit(unitName = …) EntityManagerFactory}, for the container to inject.
 *
 * <p>The annotation is given to it by code. In the class file a container would find it in every
 * deployment that has Coffer among its libraries, and refuse those without a persistence unit.
 */
final class UnitReference {

  private @Nullable EntityManagerFactory factory;

  UnitReference() {}

  /**
   * The factory of a persistence unit of the deployment; null where the container injects none, as
   * in plain Java SE.
   *
   * @param unitName its name, or an empty text for the only one
   */
  static @Nullable EntityManagerFactory resolve(BeanManager beans, String unitName) {
    InjectionTargetFactory<UnitReference> targets =
        beans.getInjectionTargetFactory(beans.createAnnotatedType(UnitReference.class));
    targets.configure().fields().forEach(field -> field.add(new Unit(unitName)));
    UnitReference reference = new UnitReference();
    targets.createInjectionTarget(null).inject(reference, beans.createCreationalContext(null));
    return reference.factory;
  }

  /** {@code @PersistenceUnit} with a name; empty for the only unit of the deployment. */
  @SuppressWarnings("ClassExplicitlyAnnotation") // How CDI makes annotations by code.
  private static final class Unit extends AnnotationLiteral<PersistenceUnit>
      implements PersistenceUnit {

    private static final long serialVersionUID = 1L;

    private final String unitName;

    Unit(String unitName) {
      this.unitName = unitName;
    }

    @Override
    public String name() {
      return "";
    }

    @Override
    public String unitName() {
      return unitName;
    }
  }
}
