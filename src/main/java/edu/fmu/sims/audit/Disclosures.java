package edu.fmu.sims.audit;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Numbers;
import edu.fmu.sims.web.Page;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.PersonalSheet;
import edu.fmu.sims.web.RequestParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notes who read which students' personal records, before the answer leaves: what cannot be noted
 * is not given out. A list, an export too, is one note with the filters and the students in it.
 * Students who read their own are not noted.
 *
 * <p>The note is committed without waiting for the disk: a refused note refuses the answer, while a
 * crash of the database server may lose the notes of its last fraction of a second. A read would
 * else cost as much as a write.
 */
public final class Disclosures implements DynamicFeature {
  private static final int OK = Response.Status.OK.getStatusCode();
  private static final int QUERY_LIMIT = 2_000;
  private static final String INSERT =
      """
      insert into disclosure (reader_id, reader_username, remote_addr, request_id, path, query,
        what, row_count, student_id, student_ids)
      select nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?
       where set_config('synchronous_commit', 'off', true) = 'off'""";

  private final Transactions transactions;

  public Disclosures(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void configure(ResourceInfo endpoint, FeatureContext context) {
    Reading reading = reading(endpoint.getResourceMethod());
    if (reading != null) {
      context.register(new Watch(reading));
    }
  }

  /** Whether reads through that endpoint are noted. */
  public static boolean watches(Method endpoint) {
    return reading(endpoint) != null;
  }

  private static @Nullable Reading reading(Method endpoint) {
    Discloses discloses = endpoint.getAnnotation(Discloses.class);
    Class<?> answer = endpoint.getReturnType();
    Class<?> row = row(endpoint.getGenericReturnType());
    if (discloses != null) {
      return new Reading(
          discloses.value(),
          (request, entity) -> Subjects.one(named(request, discloses.student())));
    }
    if (!endpoint.isAnnotationPresent(GET.class)) {
      return null;
    }
    if (Personal.class.isAssignableFrom(answer)) {
      return new Reading(
          word(answer), (request, entity) -> Subjects.one(((Personal) entity).student()));
    }
    if (PersonalSheet.class.isAssignableFrom(answer)) {
      return new Reading(
          word(answer),
          (request, entity) -> Subjects.many(((PersonalSheet) entity).personalRows()));
    }
    return row != null && Personal.class.isAssignableFrom(row)
        ? new Reading(
            word(row),
            (request, entity) ->
                Subjects.many(entity instanceof Page<?> page ? page.results() : (List<?>) entity))
        : null;
  }

  /** What a page or a list holds; null for any other answer. */
  private static @Nullable Class<?> row(Type answer) {
    return answer instanceof ParameterizedType list
            && (list.getRawType() == Page.class || list.getRawType() == List.class)
            && list.getActualTypeArguments()[0] instanceof Class<?> row
        ? row
        : null;
  }

  private static String word(Class<?> view) {
    return view.getSimpleName()
        .replaceFirst("View$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static long named(ContainerRequestContext request, String parameter) {
    UriInfo uri = request.getUriInfo();
    String inPath = uri.getPathParameters().getFirst(parameter);
    String id = inPath == null ? uri.getQueryParameters().getFirst(parameter) : inPath;
    return Numbers.parse(parameter, id.strip());
  }

  /**
   * Whose records an answer gives out.
   *
   * @param single whether it is one record and no list
   */
  private record Subjects(boolean single, int rows, Collection<Long> students) {
    static Subjects one(long student) {
      return new Subjects(true, 1, List.of(student));
    }

    static Subjects many(List<?> rows) {
      return new Subjects(
          false,
          rows.size(),
          rows.stream()
              .map(row -> ((Personal) row).student())
              .collect(Collectors.toCollection(TreeSet::new)));
    }

    boolean areAll(@Nullable Long own) {
      return students.stream().allMatch(student -> student.equals(own));
    }
  }

  /** Finds whose records an answer gives out. */
  private interface Finder {
    Subjects of(ContainerRequestContext request, Object entity);
  }

  /**
   * @param what what an endpoint gives out, in a word
   */
  private record Reading(String what, Finder finder) {}

  private final class Watch implements ContainerResponseFilter {
    private final Reading reading;

    Watch(Reading reading) {
      this.reading = reading;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (response.getStatus() == OK
          && request.getProperty(RequestParameters.CALLER) instanceof Caller caller) {
        Subjects subjects = reading.finder().of(request, response.getEntity());
        if (!subjects.areAll(caller.studentId())) {
          note(caller, query(request.getUriInfo().getQueryParameters()), reading.what(), subjects);
        }
      }
    }
  }

  /** The filters as they were asked for; a cursor says nothing and is left out. */
  private static String query(MultivaluedMap<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals("cursor"))
            .flatMap(
                parameter -> parameter.getValue().stream().map(v -> parameter.getKey() + "=" + v))
            .sorted()
            .collect(Collectors.joining("&"));
    return query.length() > QUERY_LIMIT ? query.substring(0, QUERY_LIMIT) : query;
  }

  /**
   * Notes that someone was given what concerns many students in one file.
   *
   * @param what what it is, in a word
   */
  public void given(Caller reader, String what, Collection<Long> students) {
    note(reader, "", what, new Subjects(false, students.size(), new TreeSet<>(students)));
  }

  /**
   * Notes that someone was given what concerns one student; students who are given their own are
   * not noted.
   *
   * @param what what it is, in a word
   */
  public void given(Caller reader, String what, long student) {
    Subjects subject = Subjects.one(student);
    if (!subject.areAll(reader.studentId())) {
      note(reader, "", what, subject);
    }
  }

  private void note(Caller reader, String query, String what, Subjects subjects) {
    Origin origin = reader.origin();
    transactions.sql(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, reader.userId());
            insert.setString(2, reader.username());
            insert.setString(3, origin.remoteAddr());
            insert.setString(4, origin.requestId());
            insert.setString(5, origin.path());
            insert.setString(6, query);
            insert.setString(7, what);
            insert.setInt(8, subjects.rows());
            Long[] students = subjects.students().toArray(Long[]::new);
            insert.setObject(9, subjects.single() ? students[0] : null, Types.BIGINT);
            insert.setArray(
                10, subjects.single() ? null : connection.createArrayOf("bigint", students));
            return insert.executeUpdate();
          }
        });
  }
}
