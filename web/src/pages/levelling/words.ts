// What a levelling is worth, in words: how far its finish may be above the best possible.
import type { Levelling } from "../../api/types.ts";
import type { Dates } from "../../base/time.ts";
import { t } from "../../i18n/text.ts";
import { gapPercent } from "./facts.ts";

type Found = Pick<Levelling, "finish" | "gap">;

/** "at most 2.1 %", "the best possible", or a dash while nothing is known. */
export function gapWord(job: Pick<Levelling, "gap">): string {
  if (job.gap === null) return "–";
  return job.gap > 0 ? t("level_gap_most", { percent: gapPercent(job.gap) }) : t("level_gap_none");
}

/** "Finish 12 June 2026, 17:00: at most 2.1 % above the best possible." */
export function gapSentence(job: Found, dates: Dates): string {
  if (job.finish === null) return "";
  const date = dates.print(job.finish, "full");
  if (job.gap === null) return t("level_says", { date });
  if (job.gap <= 0) return t("level_says_best", { date });
  return t("level_says_gap", { date, percent: gapPercent(job.gap) });
}
