package edu.fmu.sims.launcher;

import org.apache.catalina.WebResource;
import org.apache.catalina.webresources.EmptyResource;
import org.apache.catalina.webresources.StandardRoot;

/**
 * The files of the web application without its classes and libraries. Those are on the class path
 * of this process already; opening them a second time would cost a second of the start, and every
 * service file and migration would be found twice.
 */
final class FlatClassPathResources extends StandardRoot {
  private static final WebResource[] NOTHING = {};

  @Override
  protected void processWebInfLib() {
    // the libraries are on the class path
  }

  @Override
  public WebResource getResource(String path) {
    return hidden(path) ? new EmptyResource(this, path) : super.getResource(path);
  }

  @Override
  protected WebResource getResource(
      String path, boolean validate, boolean useClassLoaderResources) {
    return hidden(path)
        ? new EmptyResource(this, path)
        : super.getResource(path, validate, useClassLoaderResources);
  }

  @Override
  public WebResource[] getResources(String path) {
    return hidden(path) ? NOTHING : super.getResources(path);
  }

  @Override
  public WebResource[] listResources(String path) {
    return hidden(path) ? NOTHING : super.listResources(path);
  }

  @Override
  protected WebResource[] listResources(String path, boolean validate) {
    return hidden(path) ? NOTHING : super.listResources(path, validate);
  }

  private static boolean hidden(String path) {
    return path.startsWith("/WEB-INF/classes") || path.startsWith("/WEB-INF/lib");
  }
}
