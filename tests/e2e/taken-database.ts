/** The ways in which a browser, a person or another tab takes the database away under an open window. */
import type { Page } from "playwright-core";

/** As a tab of the same origin with nothing of the program in it. */
async function inAnotherTab(page: Page, work: () => Promise<void>): Promise<void> {
  const tab = await page.context().newPage();
  await tab.route("**/nothing", (route) => route.fulfill({ contentType: "text/html", body: "nothing" }));
  await tab.goto(new URL("/nothing", page.url()).href);
  await tab.evaluate(work);
  await tab.close();
}

export const deleteDatabases = (page: Page): Promise<void> =>
  inAnotherTab(page, async () => {
    for (const { name = "" } of await indexedDB.databases())
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      });
  });

export const emptyDatabases = (page: Page): Promise<void> =>
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

export async function clearSiteData(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "indexeddb" });
  await session.detach();
}
