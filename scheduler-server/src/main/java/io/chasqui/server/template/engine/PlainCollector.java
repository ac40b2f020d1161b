package io.chasqui.server.template.engine;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for values in maps and goes through lists, and does nothing else. jmustache's own looks at
 * objects by reflection, so that a template could call methods of values.
 */
final class PlainCollector implements Mustache.Collector {

  private static final Mustache.VariableFetcher OF_A_MAP =
      (context, name) -> {
        Map<?, ?> map = (Map<?, ?>) context;
        return map.containsKey(name) ? map.get(name) : Template.NO_FETCHER_FOUND;
      };

  /** Of the rendering that goes on in this thread. */
  private final ThreadLocal<Budget> budget;

  PlainCollector(ThreadLocal<Budget> budget) {
    this.budget = budget;
  }

  @Override
  public @Nullable Iterator<?> toIterator(Object value) {
    return value instanceof List<?> list ? new Spending(list.iterator(), budget.get()) : null;
  }

  @Override
  public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
    return context instanceof Map<?, ?> ? OF_A_MAP : null;
  }

  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new ConcurrentHashMap<>();
  }

  /** Lists in lists in lists take long also where nothing is written. */
  private record Spending(Iterator<?> elements, Budget budget) implements Iterator<Object> {

    @Override
    public boolean hasNext() {
      return elements.hasNext();
    }

    @Override
    public Object next() {
      budget.spend();
      return elements.next();
    }
  }
}
