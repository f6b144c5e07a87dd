// How often an exception comes, in words: "every 25 December", "every Friday".
import { Dates, dayFromCivil } from "../../base/time.ts";
import { DAY } from "../../base/units.ts";
import { t, word } from "../../i18n/text.ts";
import { WEEKDAY_FIELDS } from "../../model/calendar.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

export function describeRule(plan: PlanState, row: number): string {
  const model = plan.watch("calendars");
  const num = (field: string): number => model.numOf("calendar_exception", row, field);
  const text = (field: string): string | null => model.textOf("calendar_exception", row, field);
  const { locale } = plan.dates;
  const place = {
    position: word("position", text("month_position")),
    item: word("month_item", text("month_item")),
  };
  const rule = ((): string => {
    switch (text("kind")) {
      case "yearly_day":
        return t("calendars_rule_yearly", {
          day: printMonthDay(locale, num("month"), num("month_day")),
        });
      case "yearly_position":
        return t("calendars_rule_yearly_position", {
          ...place,
          month: printMonth(locale, num("month")),
        });
      case "monthly_day":
        return t("calendars_rule_monthly", { day: num("month_day") });
      case "monthly_position":
        return t("calendars_rule_monthly_position", place);
      case "weekly":
        return t("calendars_rule_weekly", { days: printDays(num("days_of_week")) });
      case "every_n_days":
        return t("calendars_rule_days", { n: num("period") });
      default:
        return num("from") === num("to") ? "" : word("exception", text("kind"));
    }
  })();
  const period = num("period");
  const isApart =
    period > 1 && ["weekly", "monthly_day", "monthly_position"].includes(text("kind") ?? "");
  return isApart ? `${rule}, ${t("calendars_rule_apart", { n: period })}` : rule;
}

function printMonthDay(locale: string, month: number, day: number): string {
  return printYearDay(locale, dayFromCivil({ year: 2024, month, day }));
}

function printMonth(locale: string, month: number): string {
  const day = dayFromCivil({ year: 2024, month, day: 1 });
  return new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(
    day * DAY * 1000,
  );
}

function printYearDay(locale: string, day: number): string {
  return new Dates(locale, "UTC").print(day * DAY, "day");
}

function printDays(bits: number): string {
  return WEEKDAY_FIELDS.filter((_, bit) => (bits & (1 << bit)) !== 0)
    .map((day) => word("day", day))
    .join(", ");
}
