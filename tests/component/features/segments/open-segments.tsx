/** The screens of the segments over a library of some changes, with the worker in the page. */
import { Route, Switch } from "wouter";
import type { Host } from "#shared/host/contract.ts";
import { ok } from "#shared/kernel/result.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { SegmentScreen } from "../../../../renderer/features/readers/segments/segment-screen.tsx";
import { SegmentsScreen } from "../../../../renderer/features/readers/segments/segments-screen.tsx";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

/** Two adults, one of them with a colleague, and a child. */
const SEGMENT_LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("code", "code-category-adult", {
    list: "category",
    code: "adult",
    names: { "zh-CN": "成人读者", "zh-TW": "成人讀者", en: "Adult" },
    order: 1,
  }),
  create("code", "code-category-child", {
    list: "category",
    code: "child",
    names: { "zh-CN": "少儿读者", "zh-TW": "兒童讀者", en: "Child" },
    order: 2,
  }),
  create("reader", "ann", {
    name: "张素琴",
    card: "001",
    category: "adult",
    owner: "chen",
    phones: ["13800138000"],
    expiresOn: "2026-12-10",
  }),
  create("reader", "bo", { name: "李小明", card: "002", category: "child", birthDate: "2018-06-01" }),
  create("reader", "cai", { name: "王芳", card: "003", category: "adult" }),
];

interface SavedFile {
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
}

const DAY_MS = 86_400_000;

interface Opening {
  readonly path?: string;
  readonly more?: readonly Change[];
  readonly language?: Locale;
  /** A library that is there already, so many days later. */
  readonly services?: TestServices;
  readonly daysLater?: number;
}

export async function openSegments({
  path = "/readers/segments",
  more = [],
  language = "zh-CN",
  services: known,
  daysLater = 0,
}: Opening = {}) {
  const services = known ?? (await createTestServices({ settings: { staff: "chen" } }));
  if (known === undefined) await (await services.writer.run("test", [...SEGMENT_LIBRARY, ...more])).confirmed;
  const saved: SavedFile[] = [];
  const host = (async (name: string, args: SavedFile) => {
    if (name !== "file.save") return services.testHost.call(name as never, args as never); // the rest as the test's own host answers
    saved.push(args);
    return ok({ name: args.suggestedName });
  }) as unknown as Host;
  const later = { ...services, clock: { now: () => services.clock.now() + daysLater * DAY_MS } };
  const rendered = await renderWithServices(
    <ScreenKeys>
      <Switch>
        <Route path="/readers/segments" component={SegmentsScreen} />
        <Route path="/readers/segments/:id" component={SegmentScreen} />
        <Route>elsewhere</Route>
      </Switch>
      <ToastDock />
    </ScreenKeys>,
    { services: { ...later, ...workerInPage(later), host }, language, path },
  );
  return { ...rendered, services, saved };
}
