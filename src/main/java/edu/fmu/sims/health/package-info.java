/**
 * Whether the system works, for monitors and orchestrators. URLs: {@code /health}, {@code /healthz}
 * (what operators' scripts read), {@code /livez}, {@code /readyz}; open to everyone, so no answer
 * tells more than the name of the part that fails.
 */
@NullMarked
package edu.fmu.sims.health;

import org.jspecify.annotations.NullMarked;
