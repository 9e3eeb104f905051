package edu.fmu.sims.openapi;

import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path, as a resource class serves it.
 *
 * @param path from the root of the site, with the trailing slash
 * @param permission what the caller must hold; null when the route is open to everyone
 * @param endpoint the resource method behind it
 * @param resource what it is called on
 */
public record Route(
    String method, String path, @Nullable Permission permission, Method endpoint, Object resource) {
  private static final String BASE = "/api/";

  /** Every route of these resources, by path and method. */
  public static List<Route> of(Collection<?> resources) {
    return resources.stream()
        .flatMap(Route::ofResource)
        .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
        .toList();
  }

  /** The route in a line: method, path, permission. */
  public String line() {
    return method + " " + path + " " + (permission == null ? "public" : permission.name());
  }

  private static Stream<Route> ofResource(Object resource) {
    Class<?> type = resource.getClass();
    return Arrays.stream(type.getMethods())
        .flatMap(
            endpoint ->
                methodOf(endpoint)
                    .map(
                        method ->
                            new Route(
                                method,
                                pathOf(type, endpoint),
                                permissionOf(endpoint),
                                endpoint,
                                resource))
                    .stream());
  }

  private static Optional<String> methodOf(Method endpoint) {
    for (Annotation annotation : endpoint.getAnnotations()) {
      HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (method != null) {
        return Optional.of(method.value());
      }
    }
    return Optional.empty();
  }

  private static @Nullable Permission permissionOf(Method endpoint) {
    Requires requires = endpoint.getAnnotation(Requires.class);
    return requires == null ? null : requires.value();
  }

  private static String pathOf(Class<?> resource, Method endpoint) {
    String joined =
        segment(resource.getAnnotation(Path.class)) + segment(endpoint.getAnnotation(Path.class));
    return BASE + joined.replaceAll("\\{\\s*(\\w+)\\s*:[^/]*}", "{$1}");
  }

  private static String segment(@Nullable Path path) {
    String bare = path == null ? "" : path.value().replaceAll("^/+|/+$", "");
    return bare.isEmpty() ? "" : bare + "/";
  }
}
