package edu.fmu.sims.audit;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Discloses;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.Personal;
import edu.fmu.sims.web.RequestParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import java.sql.PreparedStatement;
import java.util.Locale;

/**
 * Notes who read which student's personal record, before the answer leaves: what cannot be noted is
 * not given out. Students who read their own are not noted.
 */
public final class Disclosures implements DynamicFeature {
  private static final int OK = Response.Status.OK.getStatusCode();

  private final Transactions transactions;

  public Disclosures(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void configure(ResourceInfo endpoint, FeatureContext context) {
    Discloses discloses = endpoint.getResourceMethod().getAnnotation(Discloses.class);
    Class<?> answer = endpoint.getResourceMethod().getReturnType();
    if (discloses != null) {
      String parameter = discloses.student();
      context.register(
          new Watch(
              discloses.value(),
              (request, entity) ->
                  Long.parseLong(request.getUriInfo().getPathParameters().getFirst(parameter))));
    } else if (Personal.class.isAssignableFrom(answer)
        && endpoint.getResourceMethod().isAnnotationPresent(GET.class)) {
      String what = answer.getSimpleName().replaceFirst("View$", "").toLowerCase(Locale.ROOT);
      context.register(new Watch(what, (request, entity) -> ((Personal) entity).student()));
    }
  }

  /** Whose record an answer gives out. */
  private interface Subject {
    long of(ContainerRequestContext request, Object entity);
  }

  private final class Watch implements ContainerResponseFilter {
    private final String what;
    private final Subject subject;

    Watch(String what, Subject subject) {
      this.what = what;
      this.subject = subject;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (response.getStatus() == OK
          && request.getProperty(RequestParameters.CALLER) instanceof Caller caller) {
        long student = subject.of(request, response.getEntity());
        if (caller.studentId() == null || caller.studentId() != student) {
          note(caller, student, what);
        }
      }
    }
  }

  private void note(Caller reader, long student, String what) {
    Origin origin = reader.origin();
    transactions.sql(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  insert into disclosure (reader_id, reader_username, remote_addr, request_id,
                    path, what, student_id) values (nullif(?, 0), ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, reader.userId());
            insert.setString(2, reader.username());
            insert.setString(3, origin.remoteAddr());
            insert.setString(4, origin.requestId());
            insert.setString(5, origin.path());
            insert.setString(6, what);
            insert.setLong(7, student);
            return insert.executeUpdate();
          }
        });
  }
}
