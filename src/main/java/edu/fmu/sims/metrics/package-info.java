/**
 * Figures for monitoring. URL: {@code /metrics}, in the form that Prometheus reads; the reverse
 * proxy does not pass it on.
 */
@NullMarked
package edu.fmu.sims.metrics;

import org.jspecify.annotations.NullMarked;
