/** A round of an outreach whose days are over, and its result, with the list of readers that its numbers lead to. */
import { Route, Switch } from "wouter";
import type { Host } from "#shared/host/contract.ts";
import { addDays } from "#shared/kernel/day.ts";
import { ok } from "#shared/kernel/result.ts";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import type { CallOutcome, Recipient } from "#shared/model/outreach/recipient.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { ResultScreen } from "../../../../renderer/features/outreach/result/result-screen.tsx";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

const at = (day: string): number => new Date(`${day}T10:00`).getTime();

/** So many recipients in a row with the same values; of the first `back` of them a visit on the fifth day. */
interface Some {
  readonly count: number;
  readonly back?: number;
  readonly values: Recipient;
  readonly outcomes?: readonly (CallOutcome | "sent")[];
}

/** As the picture of the design: 132 to be contacted, 38 of them back; 33 held back, 5 of them back. */
export const PICTURE: readonly Some[] = [
  { count: 55, back: 24, values: { channel: "phone" }, outcomes: ["reached"] },
  { count: 9, values: { channel: "phone" }, outcomes: ["no-answer", "no-answer", "no-answer"] },
  { count: 6, back: 2, values: { channel: "phone" }, outcomes: ["declined"] },
  { count: 4, values: { channel: "phone" }, outcomes: ["wrong-number"] },
  { count: 41, back: 9, values: { channel: "sms" }, outcomes: ["sent"] },
  { count: 17, back: 3, values: { channel: "letter" }, outcomes: ["sent"] },
  { count: 33, back: 5, values: { notContacted: "held-back" } },
  { count: 41, values: { notContacted: "no-consent" } },
  { count: 12, values: { notContacted: "lately" } },
  { count: 6, values: { notContacted: "bad-contact" } },
  { count: 3, values: { notContacted: "left" } },
  { count: 2, values: { notContacted: "by-hand" } },
];

/** @param madeOn YYYY-MM-DD */
export function roundOf(some: readonly Some[], madeOn: string, id = "round", values = {}): readonly Change[] {
  let n = 0;
  const changes: Change[] = [
    create("outreach", id, {
      name: "邀请近期少来的读者回馆",
      goal: "invite-back",
      madeOn,
      madeAt: at(madeOn),
      resultDays: 30,
      minutes: 35,
      templates: { "phone.zh-CN": "您好", "sms.zh-CN": "您好", "letter.zh-CN": "您好" },
      ...values,
    }),
  ];
  for (const { count, back = 0, values: of, outcomes = [] } of some)
    for (let each = 0; each < count; each++) {
      const reader = `${id}-r${String(n++).padStart(3, "0")}`;
      changes.push(create("reader", reader, { name: `张${n}`, card: `${id}${n}`, enrolledOn: "2025-01-10" }));
      if (each < back)
        changes.push(create("activity", `${reader}-a`, { reader, on: addDays(madeOn, 5), kind: "visit" }));
      changes.push(
        create("recipient", `${id}-${reader}`, {
          outreach: id,
          reader,
          stage: "not-seen",
          ...of,
          attempts: Object.fromEntries(
            outcomes.map((outcome, place) => [
              `t${place}`,
              { at: at(addDays(madeOn, 1 + place)), outcome, desk: "desk-east", minutes: 2 },
            ]),
          ),
        }),
      );
    }
  return changes;
}

export async function openResultOf(
  changes: readonly Change[],
  language: Locale = "zh-CN",
  path = "/outreach/round/result",
) {
  const services = await createTestServices({ settings: { staff: "chen" } });
  const { worker } = workerInPage(services);
  const files: string[] = [];
  const bytes: Uint8Array[] = [];
  const host = (async (name: string, args: { readonly suggestedName: string; readonly bytes: Uint8Array }) => {
    if (name !== "file.save") return services.testHost.call(name as never, args as never); // the rest as the test's own host answers
    files.push(args.suggestedName);
    bytes.push(args.bytes);
    return ok({ name: args.suggestedName });
  }) as unknown as Host;
  const all = [create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "mainland" }), ...changes];
  for (let from = 0; from < all.length; from += 400) await services.writer.run("test", all.slice(from, from + 400));
  const rendered = await renderWithServices(
    <ScreenKeys>
      <Switch>
        <Route path="/readers" component={ReadersScreen} />
        <Route path="/outreach/:id/result" component={ResultScreen} />
      </Switch>
      <ToastDock />
    </ScreenKeys>,
    { services: { ...services, host, worker }, language, path },
  );
  return { ...rendered, services, files, bytes };
}
