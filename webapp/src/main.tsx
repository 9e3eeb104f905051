import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startLocale } from "./app/locale";
import { startTheme } from "./app/theme";
import { watchBack } from "./lib/back";
import "./ui/tokens.css";
import "./ui/base.css";

watchBack();
startTheme();
await startLocale();
createRoot(document.getElementById("root") as HTMLElement).render(<App />);
