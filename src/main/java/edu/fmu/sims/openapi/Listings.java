package edu.fmu.sims.openapi;

import edu.fmu.sims.persistence.Listing;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the listing behind a list endpoint: among what its resource is built of, the one that gives
 * rows of the endpoint's type. So filters and orderings are documented as they are, and no resource
 * needs to repeat them.
 */
final class Listings {
  private static final int DEPTH = 3;
  private static final String OURS = "edu.fmu.sims.";

  private Listings() {}

  static Optional<Listing<?>> behind(Object resource, Class<?> row) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return search(resource, row, DEPTH, seen);
  }

  private static Optional<Listing<?>> search(
      Object holder, Class<?> row, int depth, Set<Object> seen) {
    if (holder instanceof Listing<?> listing) {
      return listing.type() == row ? Optional.of(listing) : Optional.empty();
    }
    if (depth == 0 || !holder.getClass().getName().startsWith(OURS) || !seen.add(holder)) {
      return Optional.empty();
    }
    for (Field field : holder.getClass().getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
        continue;
      }
      Object part = read(field, holder);
      Optional<Listing<?>> found =
          part == null ? Optional.empty() : search(part, row, depth - 1, seen);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object read(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
