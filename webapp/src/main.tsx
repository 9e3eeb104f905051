import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startLocale } from "./app/locale";
import { startTheme } from "./app/theme";
import "./ui/tokens.css";
import "./ui/base.css";

startTheme();
await startLocale();
createRoot(document.getElementById("root") as HTMLElement).render(<App />);
