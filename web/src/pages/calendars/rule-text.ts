// How often an exception comes, in words: "every 25 December", "every Friday".
import { Dates, dayFromCivil } from "../../base/time.ts";
import { DAY } from "../../base/units.ts";
import { t, word } from "../../i18n/text.ts";
import { WEEKDAY_FIELDS } from "../../model/calendar.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

export function describeRule(plan: PlanState, row: number): string {
  const model = plan.watch("calendars");
  const num = (field: string): number => model.numOf("calendar_exception", row, field);
  const kind = model.textOf("calendar_exception", row, "kind");
  if (kind === "yearly_day") {
    const day = dayFromCivil({ year: 2024, month: num("month"), day: num("month_day") });
    return t("calendars_rule_yearly", { day: printYearDay(plan.dates.locale, day) });
  }
  if (kind === "monthly_day") return t("calendars_rule_monthly", { day: num("month_day") });
  if (kind === "weekly")
    return t("calendars_rule_weekly", { days: printDays(num("days_of_week")) });
  return num("from") === num("to") ? "" : word("exception", kind);
}

function printYearDay(locale: string, day: number): string {
  return new Dates(locale, "UTC").print(day * DAY, "day");
}

function printDays(bits: number): string {
  return WEEKDAY_FIELDS.filter((_, bit) => (bits & (1 << bit)) !== 0)
    .map((day) => word("day", day))
    .join(", ");
}
