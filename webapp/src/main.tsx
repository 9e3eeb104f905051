import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startLocale } from "./app/locale";
import { startTheme } from "./app/theme";
// Its files are fetched when an Urdu letter is shown, and not before.
import "@fontsource-variable/noto-nastaliq-urdu/index.css";
import "./ui/tokens.css";
import "./ui/base.css";

startTheme();
await startLocale();
createRoot(document.getElementById("root") as HTMLElement).render(<App />);
