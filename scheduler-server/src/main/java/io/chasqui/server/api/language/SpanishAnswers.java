package io.chasqui.server.api.language;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.problem.FieldNaming;
import io.chasqui.server.api.request.Address;
import io.chasqui.server.api.request.Written;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Translates at the Spanish addresses: what is answered, and what is said of fields. */
@ControllerAdvice
class SpanishAnswers implements ResponseBodyAdvice<Object>, HandlerInterceptor, WebMvcConfigurer {

  private final SpanishWriter writer;
  private final Map<Class<?>, SpanishNames> byRequest = new ConcurrentHashMap<>();

  SpanishAnswers(ObjectMapper json) {
    this.writer = new SpanishWriter(json);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // Before what is wrong with a request is found.
    registry.addInterceptor(this).addPathPatterns("/api/**").order(-1);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod operation && isSpanish(operation.getBeanType(), request)) {
      for (MethodParameter parameter : operation.getMethodParameters()) {
        if (Written.class.equals(parameter.getParameterType())) {
          Class<?> body = ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass();
          FieldNaming.set(request, byRequest.computeIfAbsent(body, SpanishNames::new)::path);
        }
      }
    }
    return true;
  }

  @Override
  public boolean supports(
      MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
    return answer.getContainingClass().isAnnotationPresent(SpanishAt.class);
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter answer,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    boolean isSpanish =
        request instanceof ServletServerHttpRequest asked
            && isSpanish(answer.getContainingClass(), asked.getServletRequest());
    return body == null || !isSpanish ? body : writer.write(body);
  }

  private static boolean isSpanish(Class<?> controller, HttpServletRequest request) {
    SpanishAt at = controller.getAnnotation(SpanishAt.class);
    return at != null && Address.pathWithin(request).startsWith(at.value());
  }
}
