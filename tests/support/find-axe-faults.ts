/** What axe finds against WCAG 2.2 AA, as short lines: rule, and the elements that break it. */
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function findAxeFaults(root: Element | Document = document): Promise<string[]> {
  // a colour on its way is none that anybody reads
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  // nobody reads what it says of all that is right
  const { violations } = await axe.run(root, { runOnly: { type: "tag", values: TAGS }, reporter: "no-passes" });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}
