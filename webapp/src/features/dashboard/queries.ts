import { useQuery } from "@tanstack/react-query";
import { api, ok } from "../../api/client";

export function useStats() {
  return useQuery({
    queryKey: ["dashboard"],
    queryFn: () => ok(api.GET("/api/dashboard/stats/")) as Promise<Record<string, number>>,
  });
}
