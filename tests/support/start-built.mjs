/** The last step of `npm start` alone: the browser window's host as it was built. */
import process from "node:process";
import { fileURLToPath } from "node:url";

const built = (name) => new URL(`../../dist/${name}`, import.meta.url);
const { runBrowserHost } = await import(built("electron/browser-host.mjs").href);
process.exitCode = await runBrowserHost(process.argv.slice(2), {
  root: fileURLToPath(built("renderer")),
  version: "0.0.0",
});
process.exit();
