package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.JsonMappingContract;

class Jackson2MappingTest extends JsonMappingContract {
  private final JsonMapping mapping = new Jackson2MappingProvider().create();

  @Override
  protected JsonMapping mapping() {
    return mapping;
  }

  @Override
  protected JsonMapping mappingWithDefaultTyping() {
    return Jackson2Mapping.create(
        builder ->
            builder.activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build()));
  }

  @Override
  protected JsonMapping mappingThatIsMeddledWith() {
    return Jackson2Mapping.create(
        builder ->
            builder
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY));
  }
}
