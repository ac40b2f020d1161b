package io.chasqui.server;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;

/** The bodies that callers send: records of the contract that are called a request. */
public final class RequestRecords {

  private RequestRecords() {}

  public static Set<Class<?>> all() {
    return new ClassFileImporter()
        .importPackages("io.chasqui.contract").stream()
            .filter(type -> type.isRecord() && type.getSimpleName().endsWith("Request"))
            .map(JavaClass::reflect)
            .collect(Collectors.toSet());
  }
}
