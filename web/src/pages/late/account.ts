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
  const why = item === null ? null : await client.why(item);
  return { ok: true, value: { slip: slip.value, chain: why?.ok ? why.value.chain : [] } };
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
