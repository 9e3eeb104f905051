package edu.fmu.sims.launcher;

import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemBody;
import edu.fmu.sims.web.ProblemType;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Errors that never reach the application, such as a broken address, in the one format of errors.
 */
public final class ProblemReportValve extends ErrorReportValve {
  private static final Logger log = Logger.getLogger(ProblemReportValve.class.getName());
  private static final int LEAST_ERROR = 400;

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < LEAST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      ProblemBody.write(response, new Problem(ProblemType.ofStatus(status)), "");
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      log.log(Level.FINE, "the client left before it could be told", e);
    }
  }
}
