// The words of the axis in a language, made once: months and weekdays.
import { dayFromCivil } from "../base/time.ts";
import { DAY } from "../base/units.ts";
import type { AxisWords } from "./axis.ts";

/** 2 January 2000 was a Sunday. */
const SUNDAY = dayFromCivil({ year: 2000, month: 1, day: 2 });

export function makeAxisWords(locale: string): AxisWords {
  const printer = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (day: number): string => format.format(day * DAY * 1000);
  };
  const months = Array.from({ length: 12 }, (_, i) =>
    dayFromCivil({ year: 2000, month: i + 1, day: 1 }),
  );
  const weekdays = Array.from({ length: 7 }, (_, i) => SUNDAY + i);
  return {
    months: months.map(printer({ month: "long" })),
    monthsShort: months.map(printer({ month: "short" })).map((name) => name.replace(".", "")),
    weekdaysShort: weekdays.map(printer({ weekday: "short" })).map((name) => name.replace(".", "")),
    quarter: (n) => `Q${n}`,
  };
}
