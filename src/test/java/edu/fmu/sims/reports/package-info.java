/** Tests of the reports to Sentry, against a server of our own. */
@NullMarked
package edu.fmu.sims.reports;

import org.jspecify.annotations.NullMarked;
