/**
 * The API described by its own code: the list of routes, and the OpenAPI 3.1 document made from
 * them. URLs: {@code /api/schema/}, {@code /api/docs/}, {@code /api/redoc/}, all public.
 */
@NullMarked
package edu.fmu.sims.openapi;

import org.jspecify.annotations.NullMarked;
