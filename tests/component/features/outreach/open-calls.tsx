/** A call list of so many readers who agreed to be invited back by phone, opened as the window has it. */
import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { Route } from "wouter";
import type { Values } from "#shared/model/kinds.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { CallsScreen } from "../../../../renderer/features/outreach/calls/calls-screen.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

export const OUTREACH = "outreach-1";
/** Before the tests' afternoon, so that a yes stands. */
const AGREED_AT = new Date(2026, 8, 1).getTime();
export const AGREED = { "phone.invite-back": { given: true, at: AGREED_AT, how: "spoken" as const, giver: "reader" } };

const SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
export const nameOf = (at: number): string =>
  `${SURNAMES[at % SURNAMES.length]}小${"明华"[Math.floor(at / SURNAMES.length)] ?? "平"}`;
export const readerOf = (at: number): string => `r${String(at).padStart(3, "0")}`;
export const recipientOf = (at: number): string => `p${String(at).padStart(3, "0")}`;

export interface CallsOptions {
  readonly people?: number;
  readonly outreach?: Values<"outreach">;
  readonly prepare?: (services: TestServices) => Promise<unknown>;
  readonly language?: "zh-CN" | "zh-TW" | "en";
  readonly search?: string;
  /** Another place than the list's own. */
  readonly path?: string;
  readonly more?: ReactNode;
}

export async function openCalls({
  people = 3,
  outreach = {},
  prepare,
  language,
  search = "",
  path,
  more,
}: CallsOptions = {}) {
  const services = await createTestServices({ settings: { staff: "chen" } });
  services.writer.setStaff("chen");
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("outreach", OUTREACH, {
      name: "邀请近期少来的读者回馆",
      goal: "invite-back",
      channels: ["phone"],
      templates: { "phone.zh-CN": "您好，好一阵没见到您了，欢迎回来。" },
      madeAt: AGREED_AT,
      ...outreach,
    }),
    ...Array.from({ length: people }, (_, at) => [
      create("reader", readerOf(at), { name: nameOf(at), phones: [`1380000${String(1000 + at)}`], consents: AGREED }),
      create("recipient", recipientOf(at), {
        outreach: OUTREACH,
        reader: readerOf(at),
        channel: "phone",
        via: "reader",
        place: at,
      }),
    ]).flat(),
  ]);
  await prepare?.(services);
  const user = userEvent.setup();
  const rendered = await renderWithServices(
    <ScreenKeys>
      <Route path="/outreach/:id/calls">
        <CallsScreen />
      </Route>
      {more}
    </ScreenKeys>,
    {
      services: { ...services, ...workerInPage(services) },
      path: path ?? `/outreach/${OUTREACH}/calls${search}`,
      ...(language && { language }),
    },
  );
  return { ...rendered, services, user };
}

export const inHand = async (name: string): Promise<HTMLElement> =>
  screen.findByRole("heading", { level: 1, name: new RegExp(name) });
