package dev.coffer.format.jackson3;

import dev.coffer.format.mapping.PropertyNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AccessorNamingStrategy;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.DefaultAccessorNamingStrategy;

/**
 * Names properties by {@link PropertyNames}. Jackson determines which methods are accessors, with
 * the rules of Jackson 2: {@code getaName} is an accessor too.
 */
@SuppressWarnings("serial") // the mapper is not serialised
final class BeanNaming extends AccessorNamingStrategy.Provider {
  private final AccessorNamingStrategy.Provider accessors =
      new DefaultAccessorNamingStrategy.Provider().withFirstCharAcceptance(true, true);

  @Override
  public AccessorNamingStrategy forPOJO(MapperConfig<?> config, AnnotatedClass type) {
    return new Named(accessors.forPOJO(config, type), PropertyNames.of(type.getRawType()));
  }

  @Override
  public AccessorNamingStrategy forBuilder(
      MapperConfig<?> config, AnnotatedClass builder, @Nullable BeanDescription built) {
    Class<?> named = built == null ? builder.getRawType() : built.getBeanClass();
    return new Named(accessors.forBuilder(config, builder, built), PropertyNames.of(named));
  }

  @Override
  public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass type) {
    return new Named(accessors.forRecord(config, type), PropertyNames.of(type.getRawType()));
  }

  private static final class Named extends AccessorNamingStrategy {
    private final AccessorNamingStrategy accessors;
    private final PropertyNames names;

    Named(AccessorNamingStrategy accessors, PropertyNames names) {
      this.accessors = accessors;
      this.names = names;
    }

    @Override
    public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
      return named(name, accessors.findNameForIsGetter(method, name));
    }

    @Override
    public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
      return named(name, accessors.findNameForRegularGetter(method, name));
    }

    @Override
    public @Nullable String findNameForMutator(AnnotatedMethod method, String name) {
      return named(name, accessors.findNameForMutator(method, name));
    }

    @Override
    public String modifyFieldName(AnnotatedField field, String name) {
      return accessors.modifyFieldName(field, name);
    }

    /** Jackson's name of a property is as long as the accessor's name without prefix. */
    private @Nullable String named(String method, @Nullable String property) {
      return property == null || property.equals(method)
          ? property
          : names.name(method.substring(method.length() - property.length()));
    }
  }
}
