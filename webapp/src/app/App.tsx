import { i18n } from "@lingui/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Component, lazy, type ReactNode, Suspense } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { BrowserRouter, Route, Routes } from "react-router";
import { ProblemError } from "../api/problem";
import { setZone } from "../lib/format";
import { ErrorState, Skeleton } from "../ui/Notice";
import { Toasts } from "../ui/toast";
import { useLocaleName } from "./locale";
import { Forbidden, NotFound } from "./Missing";
import { type AppRoute, opens, ROUTES } from "./routes";
import { Shell } from "./Shell";
import { SessionProvider, useAccess } from "./session";

const SignInPage = lazy(() => import("../features/auth/SignInPage"));
const ForgotPage = lazy(() => import("../features/auth/ForgotPage"));
const ResetPage = lazy(() => import("../features/auth/ResetPage"));
const VerifyPage = lazy(() => import("../features/verify/VerifyPage"));

const KeptApp = lazy(() => import("./KeptApp"));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => !(error instanceof ProblemError && error.status < 500) && count < 2,
    },
  },
});

export function App() {
  const locale = useLocaleName();
  return (
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <SessionProvider>
          {/* The key draws every text anew in the other language. */}
          <I18nProvider key={locale} locale={locale === "ur" ? "ur-PK" : "en-GB"}>
            <Routes>
              <Route path="/forgot-password" element={<Public page={<ForgotPage />} />} />
              <Route path="/reset-password" element={<Public page={<ResetPage />} />} />
              <Route path="/check" element={<Public page={<VerifyPage />} />} />
              <Route path="*" element={<SignedIn />} />
            </Routes>
            <Toasts />
          </I18nProvider>
        </SessionProvider>
      </BrowserRouter>
    </QueryClientProvider>
  );
}

function Public({ page }: { page: ReactNode }) {
  return <Suspense fallback={<Skeleton />}>{page}</Suspense>;
}

function SignedIn() {
  const { session, failure, offline, reload } = useAccess();
  if (failure) return <ErrorState error={failure} retry={reload} />;
  if (session === undefined) return <Skeleton />;
  if (session === null) return <Public page={<SignInPage />} />;
  if (offline) return <Public page={<KeptApp />} />;
  setZone(session.institution.time_zone);
  return (
    <Shell>
      <Routes>
        {ROUTES.map((route) => (
          <Route key={route.path} path={route.path} element={<Guarded route={route} />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Shell>
  );
}

function Guarded({ route }: { route: AppRoute }) {
  const { session } = useAccess();
  if (!session || !opens(route, session.permissions, session.student != null)) return <Forbidden />;
  return (
    <Boundary key={route.path}>
      <Suspense fallback={<Skeleton />}>
        <route.page />
      </Suspense>
    </Boundary>
  );
}

/** Keeps a fault of one page from taking the others with it. */
class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    if (!navigator.onLine)
      return (
        <ErrorState
          error={new Error(i18n.t("This page needs the connection."))}
          retry={() => window.location.reload()}
        />
      );
    const isStale = String(this.state.error).includes("dynamically imported module");
    return (
      <ErrorState
        error={
          isStale
            ? new Error(
                i18n.t(
                  "The page could not be loaded: the connection is lost, or there is a new version of it. Try again in a moment.",
                ),
              )
            : this.state.error
        }
        retry={() => (isStale ? window.location.reload() : this.setState({ error: null }))}
      />
    );
  }
}
