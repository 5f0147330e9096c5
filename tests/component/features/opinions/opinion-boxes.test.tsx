import { act, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { OpinionBoxes } from "../../../../renderer/features/opinions/opinion-boxes.tsx";
import { keepOpinionDraft } from "../../../../renderer/features/opinions/opinion-drafts.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { createGate } from "../../../support/gate.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

it("keeps what is typed before the draft of last time is read", async () => {
  const services = await createTestServices();
  await keepOpinionDraft(services.db, "water", undefined, { note: "", reply: "已经报修" });
  const gate = createGate();
  const { meta } = services.db;
  const get = meta.get.bind(meta);
  Object.assign(meta, {
    get: gate.through(
      async (name: string) => get(name),
      () => true,
    ),
  });
  const saved = async (): Promise<boolean> => true;
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
    />,
    { services },
  );
  const note = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "内部备注" });
  await userEvent.type(note, "电工周四来");
  await act(() => gate.open());
  expect([note.value, screen.getByRole<HTMLTextAreaElement>("textbox", { name: /答复/ }).value]).toEqual([
    "电工周四来",
    "已经报修",
  ]);
});
