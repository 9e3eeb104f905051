/** Journeys through the browser application in a real Chromium, on the packaged server. */
@NullMarked
package edu.fmu.sims.browser;

import org.jspecify.annotations.NullMarked;
