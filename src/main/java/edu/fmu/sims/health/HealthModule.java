package edu.fmu.sims.health;

import edu.fmu.sims.health.Check.Unhealthy;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The servlets that tell whether the system works, made of the checks that the rooms supply. */
public final class HealthModule {
  private static final String SERVICE = "SIMS Backend";

  private final HealthChecks health;
  private final HealthChecks readiness;
  private volatile boolean draining;

  /**
   * @param schemaIsCurrent whether every migration of this release has run; asked until it says yes
   */
  public HealthModule(Check database, Check redis, Check queue, BooleanSupplier schemaIsCurrent) {
    Component databasePart = new Component("database", "unreachable", database);
    this.health =
        new HealthChecks(
            List.of(
                databasePart,
                new Component("redis", "unreachable", redis),
                new Component("rq_queue", "unknown", queue)));
    this.readiness =
        new HealthChecks(
            List.of(
                databasePart,
                new Component("schema", "unknown", schemaCheck(schemaIsCurrent)),
                new Component("requests", "unknown", this::checkDraining)));
  }

  private static Check schemaCheck(BooleanSupplier isCurrent) {
    return new Check() {
      private volatile boolean current;

      @Override
      public void run() throws Unhealthy {
        current = current || isCurrent.getAsBoolean();
        if (!current) {
          throw new Unhealthy("migrations are due");
        }
      }
    };
  }

  private void checkDraining() throws Unhealthy {
    if (draining) {
      throw new Unhealthy("draining");
    }
  }

  /** From now on this node asks for no more requests. */
  public void drain() {
    draining = true;
  }

  /** {@code /health}, {@code /healthz}. */
  public HttpServlet health() {
    return new HealthServlet(health, SERVICE, Component.OK, "degraded");
  }

  /** {@code /livez}: the process answers. */
  public HttpServlet live() {
    return new HealthServlet(new HealthChecks(List.of()), null, Component.OK, Component.OK);
  }

  /** {@code /readyz}: requests can be served here. */
  public HttpServlet ready() {
    return new HealthServlet(readiness, null, "ready", "not ready");
  }
}
