import { expect, test } from "vitest";
import { placesOf, shareState } from "./shares.model";

test("openings of a link are told by network, the latest first", () => {
  const opens = [
    { at: "2026-11-28T09:00:00Z", origin: "10.0.0.0/24" },
    { at: "2026-11-28T07:00:00Z", origin: "10.1.0.0/24" },
    { at: "2026-11-28T06:00:00Z", origin: "10.0.0.0/24" },
  ];
  expect(placesOf(opens)).toEqual([
    { origin: "10.0.0.0/24", count: 2, last: "2026-11-28T09:00:00Z" },
    { origin: "10.1.0.0/24", count: 1, last: "2026-11-28T07:00:00Z" },
  ]);
  expect(shareState("active").tone).toBe("good");
});
