/** The ways in which something is taken away under an open desk, and given back. */
import { rename } from "node:fs/promises";
import type { Page } from "playwright-core";
import type { Random } from "../../simulation/random.ts";
import { type Desk, launchDesk } from "../../support/launch.ts";

export interface DayPlace {
  readonly folder: string;
  readonly port: number;
  desk: Desk;
  readonly page: Page;
}

export interface Taking {
  readonly name: string;
  take(place: DayPlace, random: Random): Promise<void>;
  /** @returns whether the page was loaded again on the way */
  giveBack(place: DayPlace): Promise<boolean>;
}

/** As a tab of the same origin with nothing of the program in it. */
async function inAnotherTab(page: Page, work: () => Promise<void>): Promise<void> {
  const tab = await page.context().newPage();
  await tab.route("**/nothing", (route) => route.fulfill({ contentType: "text/html", body: "nothing" }));
  await tab.goto(new URL("/nothing", page.url()).href);
  await tab.evaluate(work);
  await tab.close();
}

const deleteDatabases = (page: Page): Promise<void> =>
  inAnotherTab(page, async () => {
    for (const { name = "" } of await indexedDB.databases())
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      });
  });

const emptyDatabases = (page: Page): Promise<void> =>
  inAnotherTab(page, async () => {
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      await new Promise<void>((resolve, reject) => {
        const transaction = db.transaction([...db.objectStoreNames], "readwrite");
        for (const store of db.objectStoreNames) transaction.objectStore(store).clear();
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error);
      });
      db.close();
    }
  });

async function clearSiteData(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "indexeddb" });
  await session.detach();
}

const nothing = async (): Promise<boolean> => false;

const database = (name: string, take: (page: Page) => Promise<void>): Taking => ({ name: `the database, ${name}`, take: ({ page }) => take(page), giveBack: nothing });

/** The page's clock goes by so much, over its reloads too. */
const SKEW = "test-skew";
const skew = (page: Page, ms: number): Promise<void> => page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [SKEW, String(ms)] as const);

/** Before the page is opened. */
export async function letClockBeMoved(page: Page): Promise<void> {
  await page.addInitScript((key) => {
    const Real = Date;
    const now = (): number => Real.now() + Number(sessionStorage.getItem(key) ?? 0);
    const Moved = new Proxy(Real, {
      construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
      get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
    });
    Reflect.set(globalThis, "Date", Moved);
  }, SKEW);
}

const DAY_MS = 24 * 60 * 60_000;

export const TAKINGS: readonly Taking[] = [
  database("deleted", deleteDatabases),
  database("emptied", emptyDatabases),
  database("cleared", clearSiteData),
  {
    name: "the data folder",
    take: ({ folder }) => rename(folder, `${folder}.away`),
    giveBack: ({ folder }) => rename(`${folder}.away`, folder).then(() => false),
  },
  {
    name: "the cookies",
    take: ({ page }) => page.context().clearCookies(),
    giveBack: ({ page, desk }) => page.goto(desk.address).then(() => true),
  },
  {
    name: "the host",
    take: ({ desk }) => desk.kill(),
    giveBack: async (place) => {
      place.desk = await launchDesk({ dataFolder: place.folder, port: place.port, flags: ["--demo"], asBuilt: true });
      await place.page.goto(place.desk.address);
      return true;
    },
  },
  {
    name: "the clock",
    take: ({ page }, random) => skew(page, random.chance(0.5) ? random.between(8, 20_000) * DAY_MS : -random.between(1, 10_000) * DAY_MS),
    giveBack: ({ page }) => skew(page, 0).then(() => false),
  },
];
