package dev.coffer.format.jackson3;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappingContract;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

class Jackson3MappingTest extends JsonMappingContract {
  private final JsonMapping mapping = new Jackson3MappingProvider().create();

  @Override
  protected JsonMapping mapping() {
    return mapping;
  }

  @Override
  protected JsonMapping mappingWithDefaultTyping() {
    return Jackson3Mapping.create(
        builder ->
            builder.activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build()));
  }

  @Override
  protected JsonMapping mappingThatIsMeddledWith() {
    return Jackson3Mapping.create(
        builder ->
            builder
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY));
  }
}
