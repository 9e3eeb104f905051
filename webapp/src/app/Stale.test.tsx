import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { DataGrid } from "../ui/DataGrid";
import { Stale } from "./Stale";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("a list that cannot be read anew stays with a word about it, until it can", async () => {
  let isDown = false;
  vi.stubGlobal("fetch", async () => {
    if (isDown) throw new TypeError("Failed to fetch");
    return Response.json({ count: 1, next: null, results: [{ id: 7, name: "MBBS" }] });
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MemoryRouter>
      <QueryClientProvider client={queries}>
        <Stale />
        <DataGrid
          label="Programs"
          path="/api/programs/"
          columns={[{ key: "name", label: "Name", cell: (row) => row.name }]}
        />
      </QueryClientProvider>
    </MemoryRouter>,
  );
  await screen.findByText("MBBS");
  expect(screen.queryByText(/out of date/)).toBeNull();
  isDown = true;
  await queries.invalidateQueries();
  await screen.findByText(/What you see may be out of date. The server cannot be reached./);
  expect(screen.queryByText("MBBS")).not.toBeNull();
  isDown = false;
  fireEvent.click(screen.getByText("Try again"));
  await waitFor(() => expect(screen.queryByText(/out of date/)).toBeNull());
});
