package edu.fmu.sims.web;

import edu.fmu.sims.access.Origin;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the container refuses by itself is answered in the one format of errors, too. */
public final class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    String id =
        request.getAttribute(RequestContextFilter.ORIGIN) instanceof Origin origin
            ? origin.requestId()
            : "";
    ProblemBody.write(response, new Problem(ProblemType.ofStatus(status)), id);
  }
}
