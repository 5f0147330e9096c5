/** The desk's own window in a test: ended with it, photographed where it fails. */
import { onTestFinished } from "vitest";
import { type Desk, launchDesk } from "../support/launch.ts";
import { listeningBrowser, type OwnWindow, openedDesk as opened, ownWindow as window } from "../support/own-window.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { photographFailure } from "./place.ts";

/** A desk that opens its window by itself; the same place again finds it as it was left. */
export async function startWithWindow(place: { readonly folder: string; readonly port: number }): Promise<Desk> {
  const desk = await launchDesk({
    dataFolder: place.folder,
    port: place.port,
    ...(await listeningBrowser(await temporaryFolder())),
  });
  onTestFinished(() => desk.kill().catch(() => undefined));
  return desk;
}

const photographed = (found: OwnWindow): OwnWindow => {
  photographFailure(found.page);
  return found;
};

export const ownWindow = async (desk: Desk): Promise<OwnWindow> => photographed(await window(desk));

export const openedDesk = async (desk: Desk, withinMs?: number): Promise<OwnWindow> =>
  photographed(await opened(desk, withinMs));
