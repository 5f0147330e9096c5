import { Minus } from "lucide-react";
import { expect, test } from "vitest";
import { CHANNELS } from "#shared/model/interaction.ts";
import { iconOfChannel } from "../../../../renderer/ui/channel-icon.ts";

test("every channel has a sign of its own, and one that is not known a line", () => {
  expect(CHANNELS.filter((channel) => iconOfChannel(channel) === Minus)).toEqual([]);
  expect(iconOfChannel("carrier-pigeon")).toBe(Minus);
});
