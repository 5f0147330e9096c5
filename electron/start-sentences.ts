/** What a start says in the terminal: what happened, and what to do. One sentence for each case. */
import { assertNever } from "#shared/kernel/assert.ts";
import { OLDEST_BROWSER } from "./services/browser/installed-browser.ts";
import type { OpenDeskError } from "./services/desk-services.ts";

/** A second start finds the first one's address instead; see `browser-host.ts`. */
export function folderSentence(error: OpenDeskError, dataFolder: string): string {
  switch (error.tag) {
    case "folder-in-use":
      if (error.answers && error.holder.address !== null)
        return `The data folder ${dataFolder} is in use: Reader Desk is already open at ${error.holder.address}`;
      if (error.holder.refreshes === true)
        return `The data folder ${dataFolder} is in use: lists of the library system are just being taken over (process ${error.holder.pid}), which ends by itself. Start again in a minute.`;
      return error.holder.address === null
        ? `The data folder ${dataFolder} is in use: Reader Desk is already open on this computer (process ${error.holder.pid}). Use its window.`
        : `The data folder ${dataFolder} is in use by process ${error.holder.pid}, which does not answer. End that process, then start again.`;
    case "folder-not-writable":
      return `The data folder ${error.path} cannot be written to (${error.code}). Choose another one with --data, or ask for the right to write there.`;
    case "rebuilding-broken":
      return `The data folder ${dataFolder} was lost, and making it anew was broken off: ${error.part} holds a part of it. Nothing was opened. Put the folder back, or move that part away and start again: the desk then begins as on a new computer, and "Restore from a backup" or "Join a library" leads on.`;
    case "damaged-file":
      return `The file ${error.path} is damaged, and Reader Desk does not guess what it held. Put a copy of it back, or move it away to start as a new desk.`;
    case "keychain-away":
      return `The keys in ${dataFolder} were sealed by this computer's keychain, which is not available here. Start the Reader Desk that made them, under the same account.`;
    case "disk-full":
      return `There is no space left for the data folder ${dataFolder}. Free some space, then start again.`;
    case "io":
      return `The data folder ${dataFolder} cannot be used: ${error.name} failed with ${error.code}. Check the disk, or choose another folder with --data.`;
    default:
      return assertNever(error);
  }
}

/** Said beside the address of a desk that a page opens by the library code. */
export const keysAwaySentence = (dataFolder: string): string =>
  `The keys in ${dataFolder} are sealed by a keychain that is not available here. Nothing is lost: the window asks for the library code.`;

export const portSentence = (port: number, code: string): string =>
  code === "EADDRINUSE"
    ? `Port ${port} is taken by another program. End that program, or start with --port and another number.`
    : `Port ${port} cannot be opened (${code}). Start with --port and another number.`;

export const noBrowserSentence = (address: string): string =>
  `No Chromium, Chrome or Edge was found. Install one, or open ${address} in a browser yourself.`;

export const oldBrowserSentence = (version: number, address: string): string =>
  `The installed browser is version ${version}; Reader Desk needs ${OLDEST_BROWSER} or later. Update it, or open ${address} in a newer one.`;

/** Of a trial that was left: it is over, but not all of it is gone. */
export const trialStaysSentence = (folder: string, code: string): string =>
  `The trial has ended, but not all of ${folder} could be deleted (${code}). The next start of Reader Desk deletes the rest.`;

export const noShareSentence = (share: string): string =>
  `The share folder ${share} is not there now. Reader Desk starts without it; everything but the exchange works.`;
