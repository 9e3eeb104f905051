import { i18n } from "@lingui/core";

/** How a share link stands. */
export function shareState(status: string): { label: string; tone: "good" | "plain" | "warn" } {
  switch (status) {
    case "active":
      return { label: i18n.t("Open"), tone: "good" };
    case "withdrawn":
      return { label: i18n.t("Withdrawn"), tone: "warn" };
    default:
      return { label: i18n.t("Expired"), tone: "plain" };
  }
}

/** Openings by the network that they came from, the latest first. */
export function placesOf(
  opens: { at: string; origin: string }[],
): { origin: string; count: number; last: string }[] {
  const places = new Map<string, { origin: string; count: number; last: string }>();
  for (const { at, origin } of opens) {
    const place = places.get(origin) ?? { origin, count: 0, last: at };
    place.count++;
    if (at > place.last) place.last = at;
    places.set(origin, place);
  }
  return [...places.values()].sort((one, other) => other.last.localeCompare(one.last));
}
