package dev.coffer.bench.data;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a component as Camel's catalogue describes it: the typed, immutable value of the
 * small records.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Option(
    @Nullable Integer index,
    @Nullable String kind,
    @Nullable String displayName,
    @Nullable String group,
    @Nullable String label,
    @Nullable Boolean required,
    @Nullable String type,
    @Nullable String javaType,
    @JsonProperty("enum") @Nullable List<String> choices,
    @Nullable Boolean deprecated,
    @Nullable String deprecationNote,
    @Nullable Boolean autowired,
    @Nullable Boolean secret,
    @Nullable String defaultValue,
    @Nullable String configurationClass,
    @Nullable String configurationField,
    @Nullable String constantName,
    @Nullable String description) {

  /** An option with immutable choices. */
  public Option {
    choices = choices == null ? null : List.copyOf(choices);
  }

  /** The same with another index. */
  public Option withIndex(int newIndex) {
    return new Option(
        newIndex,
        kind,
        displayName,
        group,
        label,
        required,
        type,
        javaType,
        choices,
        deprecated,
        deprecationNote,
        autowired,
        secret,
        defaultValue,
        configurationClass,
        configurationField,
        constantName,
        description);
  }
}
