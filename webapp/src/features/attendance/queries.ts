import { useQuery } from "@tanstack/react-query";
import { api, ok } from "../../api/client";

export function useRegister(section: number, date: string) {
  return useQuery({
    queryKey: ["register", section, date],
    queryFn: () =>
      ok(api.GET("/api/sections/{id}/register/", { params: { path: { id: section }, query: { date } } })),
  });
}

export function sendRegister(
  section: number,
  date: string,
  records: { student: number; status: string; reason: string }[],
  reason: string,
) {
  return ok(api.POST("/api/attendance/bulk/", { body: { section, date, reason, records } as never }));
}
