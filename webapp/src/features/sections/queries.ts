import { useQuery } from "@tanstack/react-query";
import { api, ok } from "../../api/client";

export function useSection(id: number) {
  return useQuery({
    queryKey: ["/api/sections/", id],
    queryFn: () => ok(api.GET("/api/sections/{id}/", { params: { path: { id } } })),
  });
}
