package edu.fmu.sims.dashboard;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Permission;
import edu.fmu.sims.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/dashboard/stats/}. */
@Path("dashboard/stats")
@Produces(MediaType.APPLICATION_JSON)
public final class DashboardResource {
  private final DashboardService dashboard;

  public DashboardResource(DashboardService dashboard) {
    this.dashboard = dashboard;
  }

  @GET
  @Requires(Permission.DASHBOARD_READ)
  public DashboardStats stats(@Context Caller caller) {
    return dashboard.stats(caller);
  }
}
