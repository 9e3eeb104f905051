import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { EntityField } from "./EntityField";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("the record whose id a form holds is told by its name", async () => {
  vi.stubGlobal("fetch", async (request: Request) => {
    const one = new URL(request.url).pathname === "/api/programs/7/";
    return Response.json(one ? { id: 7, name: "MBBS" } : { count: null, next: null, results: [] });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <EntityField
        label="Program"
        path="/api/programs/"
        value="7"
        labelOf={(program) => ({ id: String(program.id), text: program.name })}
        onChange={() => {}}
      />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("MBBS"), {
    timeout: 5000,
  });
});
