package dev.coffer.format.jackson3;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.coffer.format.mapping.PropertyNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.PropertyNamingStrategies.NamingBase;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.util.ClassUtil;

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
final class OtherNames extends ValueDeserializerModifier {
  private final Map<Annotated, List<PropertyName>> aliases = new ConcurrentHashMap<>();
  private final Map<Class<?>, Set<String>> passedOver = new ConcurrentHashMap<>();

  /** The introspector that supplies the aliases to Jackson. */
  AnnotationIntrospector introspector() {
    return new Aliases(aliases);
  }

  /**
   * The handler that skips ignorable properties. In Jackson 3.1, a reader that uses a constructor
   * refuses them.
   */
  DeserializationProblemHandler handler() {
    return new PassOver(passedOver);
  }

  @Override
  public BeanDeserializerBuilder updateBuilder(
      DeserializationConfig config,
      BeanDescription.Supplier description,
      BeanDeserializerBuilder builder) {
    UnaryOperator<@Nullable String> naming = naming(config, description);
    PropertyNames names = PropertyNames.of(description.getBeanClass());
    for (BeanPropertyDefinition property : description.get().findProperties()) {
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
    passedOver.put(description.getBeanClass(), ignorable(config, description, builder));
    return builder;
  }

  private static Set<String> ignorable(
      DeserializationConfig config,
      BeanDescription.Supplier description,
      BeanDeserializerBuilder builder) {
    Set<String> names = new HashSet<>();
    JsonIgnoreProperties.Value declared =
        config.getDefaultPropertyIgnorals(description.getBeanClass(), description.getClassInfo());
    if (declared != null) {
      names.addAll(declared.findIgnoredForDeserialization());
    }
    Set<String> ignored = description.get().getIgnoredPropertyNames();
    if (ignored != null) {
      names.addAll(ignored);
    }
    PropertyNames own = PropertyNames.of(description.getBeanClass());
    names.addAll(own.derived());
    own.derived().forEach(derived -> names.addAll(own.others(derived)));
    description.get().findProperties().forEach(property -> names.add(property.getName()));
    names.removeIf(name -> !builder.hasIgnorable(name));
    return names;
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
      List<PropertyName> known =
          config.getAnnotationIntrospector().findPropertyAliases(config, member);
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
      DeserializationConfig config, BeanDescription.Supplier description) {
    Object naming =
        config.getAnnotationIntrospector().findNamingStrategy(config, description.getClassInfo());
    if (naming == null) {
      naming = config.getPropertyNamingStrategy();
    } else if (naming instanceof Class<?> type) {
      naming = ClassUtil.createInstance(type, config.canOverrideAccessModifiers());
    }
    if (naming == null) {
      return name -> name;
    }
    return naming instanceof NamingBase base
        ? name -> base.nameForField(config, null, name)
        : name -> null;
  }

  private static final class Aliases extends NopAnnotationIntrospector {
    private final Map<Annotated, List<PropertyName>> aliases;

    Aliases(Map<Annotated, List<PropertyName>> aliases) {
      this.aliases = aliases;
    }

    @Override
    public @Nullable List<PropertyName> findPropertyAliases(
        MapperConfig<?> config, Annotated member) {
      return aliases.get(member);
    }

    @Override
    public Version version() {
      return Version.unknownVersion();
    }
  }

  private static final class PassOver extends DeserializationProblemHandler {
    private final Map<Class<?>, Set<String>> names;

    PassOver(Map<Class<?>, Set<String>> names) {
      this.names = names;
    }

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        ValueDeserializer<?> reader,
        Object beanOrClass,
        String name) {
      Class<?> type = beanOrClass instanceof Class<?> given ? given : beanOrClass.getClass();
      if (names.getOrDefault(type, Set.of()).contains(name)) {
        parser.skipChildren();
        return true;
      }
      return false;
    }
  }
}
