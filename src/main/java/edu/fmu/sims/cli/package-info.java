/**
 * The management commands {@code sims migrate | createsuperuser | seed_demo | rqstats | check}: the
 * server's own settings and code, spoken to from a shell. Exit code 0 is success, 1 a refusal or a
 * failure with its reason on stderr, 2 a misspelt command line.
 */
@NullMarked
package edu.fmu.sims.cli;

import org.jspecify.annotations.NullMarked;
