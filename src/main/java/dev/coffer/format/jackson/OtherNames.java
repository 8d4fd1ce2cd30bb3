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
import dev.coffer.format.PropertyNames;
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
 * Lets properties be read under the {@link PropertyNames#others other names} that they may have
 * been stored under. Thread-safe.
 *
 * <p>Jackson asks for aliases member by member and says nothing of the class, while they depend on
 * the other properties of the class. So they are found when the reader of a class is put together,
 * and are ready when Jackson asks for them right afterwards. What a class writes but derives from
 * its other properties is known to its reader too, and passed over.
 */
@SuppressWarnings("serial") // the mapper is not serialised
final class OtherNames extends BeanDeserializerModifier {
  private final Map<Annotated, List<PropertyName>> aliases = new ConcurrentHashMap<>();

  /** What gives Jackson the aliases. */
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

  /** What Jackson does not tell: the getters of records, and of what a builder builds. */
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

  /** Passes over what a getter alone gives: it is derived from the rest. */
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

  /** How the class renames its properties; to null where a strategy cannot be asked for that. */
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

    /** As Jackson 3: a sealed type names its subtypes itself. */
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
