/**
 * Starts SIMS on one machine without any installation: the code of the WAR on an embedded Tomcat,
 * with a real PostgreSQL and a real Redis beside it whose data lives in one folder.
 *
 * <p>Entered through {@link edu.fmu.sims.launcher.Launcher} by the script {@code ./sims}. Nothing
 * here is part of the WAR; a server in production runs the WAR on Tomcat with PostgreSQL and Redis
 * of its own.
 */
@NullMarked
package edu.fmu.sims.launcher;

import org.jspecify.annotations.NullMarked;
