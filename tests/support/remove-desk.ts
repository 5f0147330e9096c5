/** A computer is put out of the library, as the dialog does it. */
import { admissionId } from "#shared/model/admission.ts";
import { removalId } from "#shared/model/removal.ts";
import { given, type HostDesk } from "./host-desk.ts";

export async function removeDesk(remover: HostDesk, lost: HostDesk): Promise<void> {
  const stream = lost.replica.stream;
  const { streams } = await remover.replica.state();
  const { no, hash, seq } = streams[stream] ?? { no: 0, hash: "", seq: 0 };
  const made = given(await remover.host("library.make-epoch", { after: 1 }));
  const known = [remover.replica.stream, ...Object.keys(streams).filter((id) => id !== stream)];
  remover.replica.write([
    {
      kind: "removal",
      id: removalId(stream, no, made.key),
      cells: { stream, no, hash, seq, way: "removed", at: Date.now(), ...made },
    },
    ...known.map((id) => ({ kind: "admission", id: admissionId(id, made.key), cells: { at: Date.now() } })),
  ]);
}
