// The S-curve: planned, earned and actual over time, and where the forecast leads.
import { readMoment } from "../../base/time.ts";
import type { EarnedValue } from "../../api/types.ts";
import { t } from "../../i18n/text.ts";
import type { Colours, PlotOption } from "../../plot/echarts.ts";
import { plotAmount } from "./figures.ts";

const MS = 1000;

type Point = readonly [number, number | null];

function points(value: EarnedValue, column: readonly (number | null)[]): Point[] {
  return value.line.at.map((at, k) => [at * MS, plotAmount(value, column[k] ?? null)]);
}

/** From what was spent by the status date to the forecast of cost at the forecast finish. */
function forecast(value: EarnedValue): Point[] {
  const finish = value.finish_forecast["es_spi_t"] ?? value.finish_forecast["es"] ?? null;
  const cost = value.cost_at_completion["cpi"] ?? value.cost_at_completion["planned"] ?? null;
  if (finish === null || cost === null) return [];
  return [
    [readMoment(value.at) * MS, plotAmount(value, value.actual)],
    [readMoment(finish) * MS, plotAmount(value, cost)],
  ];
}

function line(name: string, data: Point[], colour: string, dashed = false): object {
  return {
    name,
    type: "line",
    showSymbol: false,
    connectNulls: false,
    data,
    lineStyle: { color: colour, width: 2, type: dashed ? "dashed" : "solid" },
    itemStyle: { color: colour },
  };
}

export function makeCurve(value: EarnedValue, locale: string): (colours: Colours) => PlotOption {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return (colours) => ({
    grid: { left: 64, right: 24, top: 40, bottom: 32 },
    legend: { top: 4, textStyle: { color: colours.muted } },
    tooltip: {
      trigger: "axis",
      valueFormatter: (v: unknown) => (typeof v === "number" ? whole.format(v) : "–"),
    },
    xAxis: {
      type: "time",
      axisLabel: { color: colours.muted },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: "value",
      axisLabel: { color: colours.muted, formatter: (v: number) => whole.format(v) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      {
        ...line(t("value_planned"), points(value, value.line.planned), colours.baseline),
        markLine: {
          symbol: "none",
          label: { color: colours.muted, formatter: t("value_status_date") },
          lineStyle: { color: colours.today, type: "solid" },
          data: [{ xAxis: readMoment(value.at) * MS }],
        },
      },
      line(t("value_earned"), points(value, value.line.earned), colours.accent),
      line(t("value_actual"), points(value, value.line.actual), colours.critical),
      line(t("value_forecast"), forecast(value), colours.critical, true),
    ],
  });
}
