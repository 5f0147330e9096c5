/** "Who may import whom" as data: nothing beside this table. */

export interface AreaRule {
  /** Folder of the area, or a pattern with one `*` for a folder's name. The longest that fits counts. */
  readonly area: string;
  /** Own areas that it may import, besides itself. */
  readonly own: readonly string[];
  /** Packages; `node:` stands for all of Node's modules. */
  readonly packages: readonly string[];
}

const INTERFACE = ["react", "react-dom", "lucide-react", "valibot", "zustand", "dexie-react-hooks", "wouter", "uqr"];
const SHARED = "shared";
const FEATURE_AREAS = [
  SHARED,
  "renderer/db",
  "renderer/words",
  "renderer/desk-services",
  "renderer/acts",
  "renderer/ui",
  "renderer/i18n",
  "renderer/platform",
];

export const IMPORT_TABLE: readonly AreaRule[] = [
  { area: "shared/kernel", own: [], packages: [] },
  { area: "shared/model", own: ["shared/kernel"], packages: ["valibot"] },
  { area: "shared/replication", own: ["shared/kernel", "shared/model"], packages: [] },
  { area: "shared/analysis", own: ["shared/kernel", "shared/model"], packages: [] },
  { area: "shared/rules", own: ["shared/kernel", "shared/model", "shared/analysis"], packages: [] },
  { area: "shared/reports", own: ["shared/kernel", "shared/model", "shared/analysis"], packages: [] },
  { area: "shared/outreach", own: ["shared/kernel", "shared/model", "shared/analysis"], packages: ["valibot"] },
  { area: "shared/import-export", own: ["shared/kernel", "shared/model"], packages: ["valibot"] },
  // what is printed is declared where it is laid out
  { area: "shared/host", own: ["shared/kernel", "shared/model", "shared/outreach"], packages: ["valibot"] },
  { area: "shared/demo", own: ["shared/kernel", "shared/model", "shared/outreach"], packages: [] },
  { area: "electron/services", own: [SHARED], packages: ["node:", "valibot", "hash-wasm"] },
  { area: "electron", own: [SHARED], packages: ["node:", "electron", "ws"] },
  {
    area: "renderer/ui",
    own: ["shared/kernel"],
    // react-dom: what goes to paper is drawn at once, because the printer does not wait
    packages: ["react", "react-dom", "@base-ui/react", "lucide-react", "@tanstack/react-virtual"],
  },
  { area: "renderer/platform", own: [SHARED, "renderer/i18n"], packages: ["comlink"] },
  { area: "renderer/i18n", own: [SHARED], packages: ["@lingui/core", "@lingui/message-utils", "react"] },
  { area: "renderer/db", own: [SHARED, "renderer/platform"], packages: ["dexie", "@noble/hashes"] },
  { area: "renderer/words", own: [SHARED, "renderer/i18n", "renderer/db"], packages: [] },
  // acts reach the services that they write with through the same context as all others
  {
    area: "renderer/desk-services",
    own: [SHARED, "renderer/db", "renderer/platform", "renderer/i18n", "renderer/words"],
    packages: ["react", "zustand", "dexie", "dexie-react-hooks"],
  },
  {
    area: "renderer/acts",
    own: [
      SHARED,
      "renderer/db",
      "renderer/platform",
      "renderer/i18n",
      "renderer/words",
      "renderer/desk-services",
      "renderer/ui",
    ],
    packages: ["react"],
  },
  {
    area: "renderer/worker",
    own: [SHARED, "renderer/db", "renderer/platform"],
    packages: [
      "dexie",
      "valibot",
      "comlink",
      "pinyin-pro",
      "opencc-js",
      "papaparse",
      "@e965/xlsx",
      "fflate",
      "postal-mime",
    ],
  },
  { area: "renderer/features/*", own: FEATURE_AREAS, packages: INTERFACE },
  {
    area: "renderer",
    own: ["renderer", SHARED],
    packages: [...INTERFACE, "@base-ui/react", "@lingui/core", "dexie", "comlink"],
  },
];
