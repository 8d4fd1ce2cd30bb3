package dev.coffer.format.jackson;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.coffer.format.mapping.PropertyNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes properties readable under the {@link PropertyNames#others other names} under which they may
 * have been stored. Thread-safe.
 *
 * <p>Jackson requests aliases for each member without its class, but the aliases depend on the
 * other properties of the class. They are therefore computed when Jackson builds the reader of a
 * class, immediately before it requests them. The reader also ignores derived properties, which the
 * class writes but computes from other properties.
 */
@SuppressWarnings("serial") // the mapper is not serialised
final class OtherNames extends BeanDeserializerModifier {
  private final Map<Annotated, List<PropertyName>> aliases = new ConcurrentHashMap<>();

  /** The introspector that supplies the aliases to Jackson. */
  AnnotationIntrospector introspector() {
    return new Aliases(aliases);
  }

  @Override
  public BeanDeserializerBuilder updateBuilder(
      DeserializationConfig config, BeanDescription description, BeanDeserializerBuilder builder) {
    UnaryOperator<@Nullable String> naming = naming(config, description);
    PropertyNames names = PropertyNames.of(description.getBeanClass());
    for (BeanPropertyDefinition property : description.findProperties()) {
      if (property.hasGetter()) {
        ignore(builder, property.getName());
      }
      if (!property.isExplicitlyNamed()) {
        for (String other : names.others(property.getInternalName())) {
          add(config, builder, property.getName(), naming.apply(other));
        }
      }
    }
    ignoreDerived(builder, naming, names);
    return builder;
  }

  /**
   * Ignores derived properties that Jackson does not report: getters of records and of classes with
   * builders.
   */
  private static void ignoreDerived(
      BeanDeserializerBuilder builder,
      UnaryOperator<@Nullable String> naming,
      PropertyNames names) {
    AnnotatedMethod build = builder.getBuildMethod();
    PropertyNames written = build == null ? names : PropertyNames.of(build.getRawType());
    if (build != null || names.isRecord()) {
      for (String derived : written.derived()) {
        ignore(builder, naming.apply(derived));
        written.others(derived).forEach(other -> ignore(builder, naming.apply(other)));
      }
    }
  }

  /** Ignores a property that has only a getter, because it is derived. */
  private static void ignore(BeanDeserializerBuilder builder, @Nullable String name) {
    if (name != null
        && builder.getAnySetter() == null
        && !builder.hasProperty(PropertyName.construct(name))) {
      builder.addIgnorable(name);
    }
  }

  private void add(
      DeserializationConfig config,
      BeanDeserializerBuilder builder,
      String name,
      @Nullable String other) {
    if (other == null
        || builder.hasIgnorable(other)
        || builder.hasProperty(PropertyName.construct(other))) {
      return;
    }
    if (builder.hasIgnorable(name)) {
      builder.addIgnorable(other);
    }
    SettableBeanProperty property = builder.findProperty(PropertyName.construct(name));
    if (property != null) {
      Annotated member = property.getMember();
      Set<PropertyName> all = new LinkedHashSet<>();
      List<PropertyName> known = config.getAnnotationIntrospector().findPropertyAliases(member);
      if (known != null) {
        all.addAll(known);
      }
      all.add(PropertyName.construct(other));
      aliases.put(member, new ArrayList<>(all));
    }
  }

  /**
   * The naming strategy of the class; it returns null if the strategy cannot rename a plain name.
   */
  private static UnaryOperator<@Nullable String> naming(
      DeserializationConfig config, BeanDescription description) {
    Object naming =
        config.getAnnotationIntrospector().findNamingStrategy(description.getClassInfo());
    if (naming == null) {
      naming = config.getPropertyNamingStrategy();
    } else if (naming instanceof Class<?> type) {
      naming = ClassUtil.createInstance(type, config.canOverrideAccessModifiers());
    }
    if (naming == null) {
      return name -> name;
    }
    return naming instanceof NamingBase base ? base::translate : name -> null;
  }

  private static final class Aliases extends NopAnnotationIntrospector {
    private final Map<Annotated, List<PropertyName>> aliases;

    Aliases(Map<Annotated, List<PropertyName>> aliases) {
      this.aliases = aliases;
    }

    @Override
    public @Nullable List<PropertyName> findPropertyAliases(Annotated member) {
      return aliases.get(member);
    }

    /** Reports the permitted subclasses of a sealed type as subtypes, as Jackson 3 does. */
    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated type) {
      if (type instanceof AnnotatedClass
          && type.getRawType().isSealed()
          && !type.hasAnnotation(JsonSubTypes.class)) {
        return Arrays.stream(type.getRawType().getPermittedSubclasses())
            .map(NamedType::new)
            .toList();
      }
      return null;
    }

    @Override
    public Version version() {
      return Version.unknownVersion();
    }
  }
}
