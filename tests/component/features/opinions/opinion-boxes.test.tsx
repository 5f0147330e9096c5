import { act, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { OpinionBoxes, type OpinionBoxesProps } from "../../../../renderer/features/opinions/opinion-boxes.tsx";
import { keepOpinionDraft, readDraft } from "../../../../renderer/features/opinions/opinion-drafts.ts";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { createGate } from "../../../support/gate.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { write } from "../../../support/write.ts";

const saved = async (): Promise<boolean> => true;

async function openBoxes(services: TestServices, given: Partial<OpinionBoxesProps> = {}) {
  await renderWithServices(
    <OpinionBoxes
      id="water"
      publicReply={undefined}
      listPublicly={false}
      seen={{ publicReply: [], listPublicly: [] }}
      replyWanted={false}
      replyRef={null}
      onNote={saved}
      onReply={saved}
      onReplyAndClose={saved}
      endRef={{ current: null }}
      {...given}
    />,
    { services },
  );
  return {
    note: screen.getByRole<HTMLTextAreaElement>("textbox", { name: "内部备注" }),
    reply: screen.getByRole<HTMLTextAreaElement>("textbox", { name: /答复/ }),
  };
}

it("keeps what is typed before the draft of last time is read, behind that one", async () => {
  const services = await createTestServices();
  await keepOpinionDraft(services.db, "water", undefined, { note: "问过馆长", reply: "已经报修" });
  const gate = createGate();
  const { meta } = services.db;
  const get = meta.get.bind(meta);
  Object.assign(meta, {
    get: gate.through(
      async (name: string) => get(name),
      () => true,
    ),
  });
  const { note, reply } = await openBoxes(services);
  await write(note, "电工周四来");
  await act(() => gate.open());
  expect([note.value, reply.value]).toEqual(["问过馆长\n电工周四来", "已经报修"]);
});

it("writes one note for a key that is held, and leaves in both boxes what is typed meanwhile", async () => {
  const services = await createTestServices();
  const answers: ((isSaved: boolean) => void)[] = [];
  const onNote = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)));
  const { note, reply } = await openBoxes(services, { onNote });
  await write(note, "电工周四来");
  await userEvent.keyboard("{Control>}s{/Control}{Control>}s{/Control}");
  await write(note, " 带梯子");
  await write(reply, "已经报修");
  await act(async () => {
    for (const answer of answers) answer(true);
  });
  expect(onNote.mock.calls).toEqual([["电工周四来"]]);
  expect([note.value, reply.value]).toEqual(["带梯子", "已经报修"]);
  expect(await readDraft(services.db, "water", undefined)).toMatchObject({ note: "带梯子", reply: "已经报修" });
});

it("keeps with the reply that was begun whether it goes out listed", async () => {
  const services = await createTestServices();
  await keepOpinionDraft(services.db, "water", undefined, { note: "", reply: "已经报修", listed: false });
  const onReply = vi.fn(saved);
  const { reply } = await openBoxes(services, { listPublicly: true, onReply });
  await vi.waitFor(() => expect(reply.value).toBe("已经报修"));
  await userEvent.type(reply, "。{Control>}{Enter}{/Control}");
  expect(onReply.mock.calls).toMatchObject([[{ text: "已经报修。", listPublicly: false }]]);
});
