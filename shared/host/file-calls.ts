/** Files that a person asks for: saving an export, and the native menus. */
import * as v from "valibot";
import { call } from "./define.ts";

const label = v.pipe(v.string(), v.maxLength(80));

export const fileCalls = {
  /** Electron: asks where. Browser window: not served, the page downloads. */
  "file.save": call(v.object({ suggestedName: v.pipe(v.string(), v.maxLength(120)), bytes: v.instance(Uint8Array) }))<
    { name: string },
    { tag: "cancelled" } | { tag: "unsupported" }
  >(),
  /**
   * The menu bar in the page's language, each item names a command of the page's list; and the words of a text field's
   * own menu.
   */
  "menu.set": call(
    v.object({
      menus: v.array(
        v.object({
          label: v.pipe(v.string(), v.maxLength(60)),
          items: v.array(
            v.object({
              command: v.pipe(v.string(), v.maxLength(60)),
              label,
              keys: v.optional(v.pipe(v.string(), v.maxLength(40))),
              enabled: v.boolean(),
            }),
          ),
        }),
      ),
      words: v.object({ cut: label, copy: label, paste: label, selectAll: label }),
    }),
  )<null>(),
};
