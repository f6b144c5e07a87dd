// The parts of ECharts that pages draw with, in one place so that they are loaded once, with the first page
// that needs them. Colours come from the roles of tokens.css at the moment of drawing.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import * as core from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

core.use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  TooltipComponent,
]);

/** What ECharts calls an option: plain data. */
export type PlotOption = core.EChartsCoreOption;

export interface Colours {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly bar: string;
  readonly barDone: string;
  readonly critical: string;
  readonly baseline: string;
  readonly today: string;
  readonly ok: string;
  readonly warn: string;
  readonly bad: string;
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const role = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    text: role("text"),
    muted: role("muted"),
    line: role("line"),
    surface: role("surface"),
    accent: role("accent"),
    bar: role("bar"),
    barDone: role("bar-done"),
    critical: role("critical"),
    baseline: role("baseline"),
    today: role("today"),
    ok: role("ok"),
    warn: role("warn"),
    bad: role("bad"),
  };
}

/** What all plots share; what a page says wins. */
function withHouseStyle(option: PlotOption, colours: Colours): PlotOption {
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { color: colours.text, fontFamily: "system-ui, sans-serif", fontSize: 12 },
    aria: { enabled: true },
    ...option,
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
      ...(option["tooltip"] as object | undefined),
    },
  };
}

/** Draws into an element until it is told to end; follows its size and the theme. */
export function drawPlot(
  element: HTMLElement,
  makeOption: (colours: Colours) => PlotOption,
): () => void {
  const chart = core.init(element, null, { renderer: "canvas" });
  const draw = (): void => {
    const colours = readColours();
    chart.setOption(withHouseStyle(makeOption(colours), colours), { notMerge: true });
  };
  const sizes = new ResizeObserver(() => chart.resize());
  const themes = new MutationObserver(draw);
  sizes.observe(element);
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  draw();
  return () => {
    sizes.disconnect();
    themes.disconnect();
    chart.dispose();
  };
}
