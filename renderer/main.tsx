/** The page's entry: the language first, so that no screen shows ids, then the way to a working desk. */
import { createRoot } from "react-dom/client";
import { assert } from "#shared/kernel/assert.ts";
import { Root } from "./app/root.tsx";
import { startI18n } from "./i18n/i18n.ts";
import { pickLocale } from "./i18n/locale.ts";
import { noteOwnWindow } from "./platform/own-window.ts";
import "./styles/index.css";

noteOwnWindow(location.search);
// the launch token has done its work with the first answer and must not stay in history or a screenshot
if (location.search !== "") history.replaceState(null, "", location.pathname);

const element = document.getElementById("root");
assert(element !== null, "index.html has the root");
createRoot(element).render(<Root initial={await startI18n(pickLocale(navigator.languages))} />);
