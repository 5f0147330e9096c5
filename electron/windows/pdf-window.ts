/**
 * PDFs in Electron: a window that nobody sees, in a session of its own that is kept nowhere, without scripts. What is
 * printed is given to it in memory.
 */
import { BrowserWindow } from "electron";
import type { PdfFault } from "#shared/host/print-calls.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { PdfPrinter } from "../services/print/printing.ts";

/** Of the protocol's `Page.getFrameTree`. */
interface FrameTree {
  readonly frameTree: { readonly frame: { readonly id: string } };
}

export async function openPdfWindow(): Promise<Result<PdfPrinter, PdfFault>> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition: "paper",
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  const contents = window.webContents;
  await window.loadURL("about:blank");
  contents.debugger.attach();
  const { frameTree } = (await contents.debugger.sendCommand("Page.getFrameTree")) as FrameTree; // as Chromium says it
  return ok({
    print: async (html) => {
      // a URL that holds the document could not be as long as hundreds of letters
      await contents.debugger.sendCommand("Page.setDocumentContent", { frameId: frameTree.frame.id, html });
      return new Uint8Array(await contents.printToPDF({ preferCSSPageSize: true, printBackground: true }));
    },
    close: async () => window.destroy(),
  });
}
