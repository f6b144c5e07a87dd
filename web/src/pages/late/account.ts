// The account of a slip, and the chain from the item, or the last one of the project, back to what set the
// first date.
import type { Client, SlipQuery } from "../../api/client.ts";
import type { Outcome, Slip, WhyStep } from "../../api/types.ts";
import type { Plan } from "../../model/plan.ts";

export interface Account {
  readonly slip: Slip;
  readonly chain: readonly WhyStep[];
}

export async function askAccount(
  client: Client,
  plan: Plan,
  project: number,
  query: SlipQuery,
): Promise<Outcome<Account>> {
  const slip = await client.slip(project, query);
  if (!slip.ok) return slip;
  const item = query.item ?? lastItem(plan);
  return { ok: true, value: { slip: slip.value, chain: await askChain(client, item, query) } };
}

/** What is not in the baseline has a chain without shares. */
async function askChain(
  client: Client,
  item: number | null,
  query: SlipQuery,
): Promise<readonly WhyStep[]> {
  if (item === null) return [];
  const shared = await client.why(item, { baseline: query.baseline ?? null });
  if (shared.ok) return shared.value.chain;
  const plain = await client.why(item);
  return plain.ok ? plain.value.chain : [];
}

function lastItem(plan: Plan): number | null {
  let last: number | null = null;
  for (const id of plan.idsOf("item")) {
    if (plan.flag(id, "is_summary")) continue;
    const finish = plan.numOf("item", id, "finish");
    if (last === null || finish > plan.numOf("item", last, "finish")) last = id;
  }
  return last;
}
