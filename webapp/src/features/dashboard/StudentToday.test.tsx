import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { CoursesShort } from "./DashboardPage";
import { StudentToday } from "./StudentToday";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("a student's home asks once for how the attendance stands, and counts and lists from that", async () => {
  const asked: string[] = [];
  const standing = (id: number, code: string, eligible: boolean) => ({
    id,
    section: id,
    section_detail: { course_code: code, course_title: "Title", term: "Fall 2026" },
    eligible,
    shortfall: eligible ? 0 : 3,
  });
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    asked.push(pathname);
    const results =
      pathname === "/api/attendance/standings/"
        ? [standing(1, "ANA-1", true), standing(2, "BIO-1", false), standing(3, "PHY-1", false)]
        : [];
    return Response.json({ count: results.length, next: null, results });
  });
  render(
    <MemoryRouter>
      <QueryClientProvider client={new QueryClient()}>
        <CoursesShort />
        <StudentToday />
      </QueryClientProvider>
    </MemoryRouter>,
  );
  await screen.findByText("BIO-1 Title");
  expect(screen.queryByText("ANA-1 Title")).toBeNull();
  expect(screen.getByText("Courses under 75 %").closest("a")?.textContent).toContain("2");
  expect(asked.filter((path) => path === "/api/attendance/standings/")).toHaveLength(1);
  expect(new Set(asked).size).toBe(asked.length);
});
