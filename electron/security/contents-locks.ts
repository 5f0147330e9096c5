/**
 * Every page, however it came to be: it stays on our origin, has no frames, opens no window, hosts no
 * webview, and tells no peer its addresses.
 */
import type { WebContents } from "electron";
import { openExternally } from "./external-links.ts";
import { isOwnUrl } from "./own-origin.ts";

export function lockContents(contents: WebContents): void {
  contents.on("will-navigate", (details) => {
    if (!isOwnUrl(details.url)) details.preventDefault();
  });
  contents.on("will-redirect", (details) => {
    if (!isOwnUrl(details.url)) details.preventDefault();
  });
  contents.on("will-frame-navigate", (details) => {
    if (!details.isMainFrame || !isOwnUrl(details.url)) details.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternally(url);
    return { action: "deny" };
  });
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
}
