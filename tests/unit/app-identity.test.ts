/**
 * IndexedDB is bound to these names. A change here makes every desk in the field open an empty database,
 * so this test is to be changed only together with a migration of the stored data.
 */
import "../support/indexed-db.ts";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { APP_ID, HOST, ORIGIN, PARTITION, PRODUCT_NAME, SCHEME } from "../../electron/app-identity.ts";
import { openDatabase } from "../../renderer/db/database.ts";

test("scheme, host, partition, product name and application id stay what they were", () => {
  expect({ SCHEME, HOST, ORIGIN, PARTITION, PRODUCT_NAME, APP_ID }).toEqual({
    SCHEME: "app",
    HOST: "reader-desk",
    ORIGIN: "app://reader-desk",
    PARTITION: "persist:reader-desk",
    PRODUCT_NAME: "Reader Desk",
    APP_ID: "org.reader-desk.desk",
  });
});

test("package and identity agree on the product's name, from which the system derives folders", () => {
  const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));
  expect(manifest).toMatchObject({ name: "reader-desk", productName: PRODUCT_NAME });
});

test("the database is named after the installation", async () => {
  const opened = await openDatabase("0123456789abcdef");
  expect(opened.ok && opened.value.name).toBe("reader-desk-0123456789abcdef");
});
