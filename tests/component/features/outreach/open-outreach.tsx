/** The screens of outreach over a small library, with the worker in the page. */
import { Route, Switch } from "wouter";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { OutreachScreen } from "../../../../renderer/features/outreach/outreach-screen.tsx";
import { OutreachesScreen } from "../../../../renderer/features/outreach/outreaches-screen.tsx";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

const BEFORE = Date.parse("2026-06-01T02:00:00Z");
const agreed = (...keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, { given: true, at: BEFORE }]));

/** Two who may be called, one by text alone, one who was never asked, and one who has left. */
const OUTREACH_LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("reader", "ann", {
    name: "张素琴",
    card: "001",
    birthDate: "1960-03-01",
    phones: ["13800138001"],
    consents: agreed("phone.invite-back"),
  }),
  create("reader", "bo", {
    name: "王芳",
    card: "002",
    birthDate: "1985-03-01",
    phones: ["13800138002"],
    consents: agreed("phone.invite-back"),
  }),
  create("reader", "cai", {
    name: "李小明",
    card: "003",
    birthDate: "1990-03-01",
    phones: ["13800138003"],
    consents: agreed("sms.invite-back"),
  }),
  create("reader", "dan", { name: "赵强", card: "004", birthDate: "1990-03-01", phones: ["13800138004"] }),
  create("reader", "eve", { name: "孙丽", card: "005", leaving: { reason: "moved", on: "2026-01-01" } }),
];

interface Opening {
  readonly path?: string;
  readonly more?: readonly Change[];
  readonly language?: Locale;
  /** Before the worker counts or makes lists. */
  readonly before?: (asked: "figures" | "make") => Promise<void>;
}

export async function openOutreach({
  path = "/outreach",
  more = [],
  language = "zh-CN",
  before = async () => {},
}: Opening = {}) {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await (await services.writer.run("test", [...OUTREACH_LIBRARY, ...more])).confirmed;
  const { worker, ...rest } = workerInPage(services);
  const outreach = {
    ...worker.outreach,
    figures: async (id: string) => {
      await before("figures");
      return worker.outreach.figures(id);
    },
    make: async (...asked: Parameters<typeof worker.outreach.make>) => {
      await before("make");
      return worker.outreach.make(...asked);
    },
  } as typeof worker.outreach; // a remote's promises are each of one case
  const rendered = await renderWithServices(
    <ScreenKeys>
      <input aria-label="scan" ref={(box) => box?.focus()} />
      <Switch>
        <Route path="/outreach" component={OutreachesScreen} />
        <Route path="/outreach/:id" component={OutreachScreen} />
        <Route path="/readers" component={ReadersScreen} />
        <Route>elsewhere</Route>
      </Switch>
      <ToastDock />
    </ScreenKeys>,
    { services: { ...services, ...rest, worker: { ...worker, outreach } }, language, path },
  );
  return { ...rendered, services };
}
