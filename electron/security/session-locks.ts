/**
 * Every session, ours and any that Electron makes: no permission, no device, no download, no spelling
 * dictionary from the network, and no request that leaves the machine.
 */
import type { Session } from "electron";
import { isLocalRequest } from "./own-origin.ts";

export function lockSession(session: Session, devTools: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocalRequest(details.url, devTools) }));
}
