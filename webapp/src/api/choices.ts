import { useQuery } from "@tanstack/react-query";
import { listOf } from "./client";

/** The terms to choose from, the latest first. */
export function useTermNames() {
  return useQuery({
    queryKey: ["/api/terms/", "choices"],
    queryFn: ({ signal }) => listOf("/api/terms/", { page_size: 100, ordering: "-start_date" }, signal),
  });
}

export function useProgramNames() {
  return useQuery({
    queryKey: ["/api/programs/", "choices"],
    queryFn: ({ signal }) => listOf("/api/programs/", { page_size: 100 }, signal),
  });
}

/** For filters that take names, as those of terms and programs do. */
export function nameChoices(list: { results: { name: string }[] } | undefined) {
  return (list?.results ?? []).map(({ name }) => ({ value: name, label: name }));
}
