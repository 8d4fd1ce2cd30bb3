package dev.coffer.file;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The media type and the attributes of a file. Immutable and thread-safe.
 *
 * @param mediaType the media type, such as {@code text/plain;charset=UTF-8}; at most {@value
 *     #MAX_MEDIA_TYPE_LENGTH} characters
 * @param attributes the attributes of the application, in the order of their names
 */
public record FileDetails(String mediaType, Map<String, String> attributes) {

  /** The maximum length of a media type, in characters. */
  public static final int MAX_MEDIA_TYPE_LENGTH = 255;

  /** A type, a subtype, and parameters of visible ASCII characters and blanks. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+ *(?:;[ -~]*)?");

  private static final FileDetails DEFAULTS = new FileDetails("application/octet-stream", Map.of());

  /**
   * Creates the details; the attributes are copied.
   *
   * @throws IllegalArgumentException if the media type has another form; it becomes a header of
   *     HTTP, which allows no other characters
   */
  public FileDetails {
    Objects.requireNonNull(mediaType, "The argument 'mediaType' is null.");
    Objects.requireNonNull(attributes, "The argument 'attributes' is null.");
    if (mediaType.length() > MAX_MEDIA_TYPE_LENGTH || !MEDIA_TYPE.matcher(mediaType).matches()) {
      throw new IllegalArgumentException(
          ("The media type is '%s'; use a type and a subtype, such as 'application/pdf', with at"
                  + " most %d visible ASCII characters.")
              .formatted(mediaType, MAX_MEDIA_TYPE_LENGTH));
    }
    attributes = copy(attributes);
  }

  private static Map<String, String> copy(Map<String, String> attributes) {
    Map<String, String> copy = new TreeMap<>();
    attributes.forEach(
        (name, value) -> {
          Objects.requireNonNull(name, "A name in the argument 'attributes' is null.");
          Objects.requireNonNull(
              value, () -> "The value of '" + name + "' in the argument 'attributes' is null.");
          copy.put(name, value);
        });
    return Collections.unmodifiableMap(copy);
  }

  /** The media type {@code application/octet-stream}, and no attributes. */
  public static FileDetails defaults() {
    return DEFAULTS;
  }

  /**
   * A copy with this media type.
   *
   * @throws IllegalArgumentException if the media type has another form; see {@link FileDetails}
   */
  public FileDetails withMediaType(String mediaType) {
    return new FileDetails(mediaType, attributes);
  }

  /** A copy with this attribute, which replaces one of the same name. */
  public FileDetails withAttribute(String name, String value) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    Objects.requireNonNull(value, "The argument 'value' is null.");
    Map<String, String> changed = new TreeMap<>(attributes);
    changed.put(name, value);
    return new FileDetails(mediaType, changed);
  }

  /** A copy without this attribute. */
  public FileDetails withoutAttribute(String name) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    Map<String, String> changed = new TreeMap<>(attributes);
    changed.remove(name);
    return new FileDetails(mediaType, changed);
  }
}
