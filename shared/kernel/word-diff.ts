/**
 * What changed between two texts, word by word, so that a person sees it at a glance. Han text is cut
 * by the platform's segmenter. The parts joined without the removed ones give the new text back.
 */
export interface DiffPart {
  readonly text: string;
  readonly change: "same" | "added" | "removed";
}

/** Beyond this many words on either side the middle is shown as replaced: the table below is quadratic. */
const MAX_WORDS = 1200;

const wordsOf = (text: string): readonly string[] =>
  [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)].map(({ segment }) => segment);

export function diffWords(before: string, after: string): readonly DiffPart[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail++;
  return joined([
    ...now.slice(0, head).map((text): DiffPart => ({ text, change: "same" })),
    ...diffMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...now.slice(now.length - tail).map((text): DiffPart => ({ text, change: "same" })),
  ]);
}

/** Longest common subsequence over whole words. */
function diffMiddle(old: readonly string[], now: readonly string[]): readonly DiffPart[] {
  const removed = old.map((text): DiffPart => ({ text, change: "removed" }));
  const added = now.map((text): DiffPart => ({ text, change: "added" }));
  if (old.length === 0 || now.length === 0 || old.length > MAX_WORDS || now.length > MAX_WORDS)
    return [...removed, ...added];
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const parts: DiffPart[] = [];
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    const oldWord = old[i];
    const newWord = now[j];
    if (oldWord !== undefined && oldWord === newWord) {
      parts.push({ text: oldWord, change: "same" });
      i++;
      j++;
    } else if (newWord === undefined || (oldWord !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ text: oldWord ?? "", change: "removed" });
      i++;
    } else {
      parts.push({ text: newWord, change: "added" });
      j++;
    }
  }
  return parts;
}

function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const result: DiffPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.change === part.change) result[result.length - 1] = { text: last.text + part.text, change: part.change };
    else result.push(part);
  }
  return result;
}
