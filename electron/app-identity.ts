/**
 * The names that IndexedDB is bound to. Changing any of them hides every desk's database from the next
 * version, so a test freezes them.
 */
export const SCHEME = "app";
export const HOST = "reader-desk";
export const ORIGIN = `${SCHEME}://${HOST}`;
export const PARTITION = "persist:reader-desk";
export const PRODUCT_NAME = "Reader Desk";
export const APP_ID = "org.reader-desk.desk";
