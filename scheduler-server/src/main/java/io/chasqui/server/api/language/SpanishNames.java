package io.chasqui.server.api.language;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The Spanish names of a record's fields and of those of the records in it. */
final class SpanishNames {

  private final Map<String, String> bySelf = new HashMap<>();

  /**
   * @param request a record
   */
  SpanishNames(Class<?> request) {
    collect(request, new HashSet<>());
  }

  private void collect(Type type, Set<Type> seen) {
    if (type instanceof ParameterizedType several) {
      Arrays.stream(several.getActualTypeArguments()).forEach(one -> collect(one, seen));
    } else if (type instanceof Class<?> one && one.isRecord() && seen.add(type)) {
      for (RecordComponent component : one.getRecordComponents()) {
        JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
        if (alias != null) {
          bySelf.put(component.getName(), alias.value()[0]);
        }
        collect(component.getGenericType(), seen);
      }
    }
  }

  /** Of a field in a field, with points between: each part by its Spanish name. */
  String path(String field) {
    return Arrays.stream(field.split("\\.", -1))
        .map(name -> bySelf.getOrDefault(name, name))
        .collect(Collectors.joining("."));
  }
}
