import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
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

test("a field at fault tells why, and its list opens only to what is typed", async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json({ count: null, next: null, results: [{ id: 7, name: "MBBS" }] }),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <EntityField
        label="Program"
        path="/api/programs/"
        value=""
        errorMessage="This field is required."
        labelOf={(program) => ({ id: String(program.id), text: program.name })}
        onChange={() => {}}
      />
    </QueryClientProvider>,
  );
  const field = screen.getByRole<HTMLInputElement>("combobox");
  const told = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  expect(told?.textContent).toBe("This field is required.");
  field.focus();
  expect(field.getAttribute("aria-expanded")).toBe("false");
  fireEvent.change(field, { target: { value: "MB" } });
  await waitFor(() => expect(field.getAttribute("aria-expanded")).toBe("true"));
});
