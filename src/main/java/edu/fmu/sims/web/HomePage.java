package edu.fmu.sims.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /}: leads whoever opens the bare address to something to read. */
public final class HomePage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final String target;

  /**
   * @param target the path that it leads to
   */
  public HomePage(String target) {
    this.target = target;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendRedirect(target);
  }
}
