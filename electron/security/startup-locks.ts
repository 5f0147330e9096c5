/**
 * What must be settled before Electron is ready: every renderer sandboxed, our scheme declared without
 * a hole in the policy, no look-ups, no background traffic. The crash reporter is never started, so
 * there is neither an upload nor a dump with readers' names in it.
 */
import { app, protocol } from "electron";
import { SCHEME } from "../app-identity.ts";

export function lockStartup(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        codeCache: true,
        bypassCSP: false,
        allowServiceWorkers: false,
        corsEnabled: false,
      },
    },
  ]);
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  app.commandLine.appendSwitch("disable-background-networking");
  app.commandLine.appendSwitch("no-pings");
  if (!app.isPackaged) return;
  app.commandLine.removeSwitch("remote-debugging-port");
  app.commandLine.removeSwitch("remote-debugging-pipe");
}
