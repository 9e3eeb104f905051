/** Reports of defects to Sentry, when a project is named; without anything personal. */
@NullMarked
package edu.fmu.sims.reports;

import org.jspecify.annotations.NullMarked;
