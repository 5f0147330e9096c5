/**
 * Prints the page through the system's dialog; what is on the paper is decided by the page's print
 * styles. Chromium names the print job after the document's title, which the page sets before the call.
 */
import type { WebContents } from "electron";
import type { CallResult } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";

export function printPage(contents: WebContents | null): Promise<CallResult<"print.page">> {
  if (contents === null) return Promise.resolve(err({ tag: "cancelled" }));
  return new Promise((resolve) => {
    contents.print({ silent: false, printBackground: false }, (printed, reason) => {
      if (printed) resolve(ok(null));
      else if (/cancel/iu.test(reason)) resolve(err({ tag: "cancelled" }));
      else resolve(err({ tag: "io", code: reason, name: "printer" }));
    });
  });
}
