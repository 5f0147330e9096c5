/** Removes or retires a computer as a desk of the same library would: up to what it has applied of it. */
import { type RemovalWay, removalId } from "#shared/model/removal.ts";
import type { Device } from "./desks.ts";

export async function takeOut(
  remover: Device,
  stream: string,
  way: RemovalWay,
  epoch?: { readonly epoch: number; readonly key: string },
): Promise<void> {
  const { streams } = await remover.replica.state();
  const { no, hash, seq } = streams[stream] ?? { no: 0, hash: "", seq: 0 };
  remover.replica.write([
    {
      kind: "removal",
      id: removalId(stream, no, epoch?.key ?? null),
      cells: { stream, no, hash, seq, way, at: remover.nowMs(), ...epoch },
    },
  ]);
}
