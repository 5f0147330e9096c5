/** What no session and no page of ours may do, however it came to be. */
import type { Session, WebContents } from "electron";
import { openExternally } from "./external-links.ts";
import { isLocalRequest, isOwnUrl } from "./own-origin.ts";

/**
 * Every session, ours and any that Electron makes: no permission, no device, no download, no spelling
 * dictionary from the network, and no request that leaves the machine.
 */
export function lockSession(session: Session, devTools: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocalRequest(details.url, devTools) }));
}

/**
 * Every page, however it came to be: it stays on our origin, has no frames, opens no window, hosts no
 * webview, and tells no peer its addresses.
 */
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
