package edu.fmu.sims.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Notes every answer of a test server, and tells those whose status the API document lacks. */
final class DocumentedAnswers implements Filter {
  private static final int PERMANENT_REDIRECT = 308;

  /** What the application serves; ApiDocumentIT compares the two. */
  private static final Path DOCUMENT = Path.of("webapp/openapi.json");

  private static @Nullable List<Operation> operations;

  private final Set<Answer> answers = ConcurrentHashMap.newKeySet();

  private record Answer(String method, String path, int status) {}

  private record Operation(String method, Pattern path, int parameters, Set<String> statuses) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    HttpServletRequest asked = (HttpServletRequest) request;
    int status = ((HttpServletResponse) response).getStatus();
    if (status == HttpServletResponse.SC_MOVED_PERMANENTLY || status == PERMANENT_REDIRECT) {
      return; // to HTTPS: of the connection, not of any operation
    }
    String path = asked.getRequestURI();
    answers.add(new Answer(asked.getMethod(), path.endsWith("/") ? path : path + "/", status));
  }

  /** The answers since the start that are not described. */
  Set<String> undescribed() throws IOException {
    Set<String> faults = new TreeSet<>();
    for (Answer answer : answers) {
      operations().stream()
          .filter(operation -> operation.method().equals(answer.method()))
          .filter(operation -> operation.path().matcher(answer.path()).matches())
          .findFirst()
          .filter(operation -> !operation.statuses().contains(String.valueOf(answer.status())))
          .ifPresent(operation -> faults.add(answer + " of " + operation.path()));
    }
    return faults;
  }

  /** Read once in a JVM; the most literal addresses come first. */
  private static synchronized List<Operation> operations() throws IOException {
    List<Operation> known = operations;
    if (known == null) {
      known = new ArrayList<>();
      JsonNode paths = new ObjectMapper().readTree(DOCUMENT.toFile()).path("paths");
      for (var path : paths.properties()) {
        String[] parts = path.getKey().split("\\{[^}]+}", -1);
        Pattern pattern = Pattern.compile(String.join("[^/]+", parts));
        for (var operation : path.getValue().properties()) {
          Set<String> statuses = new TreeSet<>();
          operation.getValue().path("responses").fieldNames().forEachRemaining(statuses::add);
          known.add(
              new Operation(
                  operation.getKey().toUpperCase(Locale.ROOT), pattern, parts.length, statuses));
        }
      }
      known.sort(Comparator.comparingInt(Operation::parameters));
      operations = known;
    }
    return known;
  }
}
