/**
 * Commands from outside the page: menu, jump list, a second start. Until the page has shown its command
 * list by `menu.set` it could not look one up, so the last one waits for it.
 */
import { MENU_CHANNEL } from "../ipc/channels.ts";

interface Page {
  send(channel: string, command: string): void;
}
export interface PageCommands {
  send(command: string): void;
  pageReady(page: Page): void;
  pageGone(): void;
}

export function createPageCommands(): PageCommands {
  let page: Page | null = null;
  let waiting: string | null = null;
  return {
    send: (command) => {
      if (page === null) waiting = command;
      else page.send(MENU_CHANNEL, command);
    },
    pageReady: (ready) => {
      page = ready;
      if (waiting !== null) page.send(MENU_CHANNEL, waiting);
      waiting = null;
    },
    pageGone: () => {
      page = null;
    },
  };
}
