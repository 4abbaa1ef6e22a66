// What came when: one picture for each line of a series, a column for each interval.

import { hatch, PLAIN, purseOf } from "./charts-ladder.js";

const OPEN = "▲"; // at least
const ROOM = 74; // pixels that words above a column need

function keyOf(row) {
  const { stage } = row.line;
  const when = row.period.value;
  return stage ? [when, stage, purseOf(row.line), row.unit, row.qualifier].join("|") : when;
}

// What is certain of a figure, and how much more it may be.
function parts(row) {
  const [value, least, most] = [row.value, row.bounds.min, row.bounds.max].map(
    (text) => (text === null ? null : Number(text)),
  );
  if (row.qualifier === "approximately") return [0, value];
  const full = least ?? 0;
  return [full, (most ?? full) - full];
}

function linesOf(answer, words) {
  const lines = new Map();
  for (const [key, said] of words) { // in the order of the table
    const row = answer.results.find((one) => keyOf(one) === key);
    if (!row) continue;
    const { stage, public: isPublic } = row.line;
    const name = JSON.stringify([row.unit, stage, isPublic]);
    const line = lines.get(name) ?? { row, said, cells: new Map() };
    const cell = line.cells.get(row.period.value) ?? [];
    line.cells.set(row.period.value, [...cell, { row, said }]);
    lines.set(name, line);
  }
  return [...lines.values()];
}

// What stands in each interval; what had come by then still has, in the next ones.
function columns(line, axis, cumulative) {
  let before = [];
  return axis.map(([when]) => {
    const here = line.cells.get(when) ?? (cumulative ? before : []);
    before = here;
    return here;
  });
}

// The next round number, so that the axis ends at a mark.
function roundUp(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 4, 6, 8, 10].find((step) => step * power >= number) * power;
}

function bars(cells, at, theme, { room, most }) {
  const { line } = cells.line.row;
  const colour = line.stage ? theme[purseOf(line) || "unknown"] : theme.public;
  const part = (which, decal, label) => ({
    type: "bar",
    stack: `${at}`,
    barMaxWidth: most > 1 ? 90 : 44, // the words above two must not meet
    barGap: "10%",
    data: cells.map((cell) => ({
      value: cell[at] ? parts(cell[at].row)[which] : 0,
      itemStyle: { color: colour, decal },
      label: label(cell[at]),
    })),
  });
  const words = (one) => {
    if (!one) return { show: false };
    const open = one.row.bounds.max === null ? `${OPEN} ` : "";
    if (!room && !open) return { show: false };
    return {
      show: true, position: "top", color: theme.ink, fontSize: 11,
      formatter: () => (room ? `${open}${one.said.words}` : OPEN),
      width: room, overflow: "break",
    };
  };
  return [part(0, PLAIN, () => ({ show: false })), part(1, hatch(theme), words)];
}

export function series(answer, words, theme, narrow, { axis, width }) {
  const cumulative = answer.mode === "cumulative";
  const lines = linesOf(answer, words).map((line) => {
    const cells = columns(line, axis, cumulative);
    return Object.assign(cells, { line });
  });
  const tops = new Map();
  for (const cells of lines) {
    const unit = cells.line.row.unit;
    for (const { row } of cells.flat()) {
      const top = Math.max(tops.get(unit) ?? 0, parts(row)[0] + parts(row)[1]);
      tops.set(unit, top);
    }
  }
  const numbers = new Intl.NumberFormat(document.documentElement.lang, {
    notation: "compact", compactDisplay: "long", maximumFractionDigits: 1, useGrouping: "always",
  });
  return lines.map((cells) => {
    const { row, said } = cells.line;
    const most = Math.max(1, ...cells.map((cell) => cell.length));
    const each = (width - 90) / (axis.length * most);
    const top = Math.max(roundUp(tops.get(row.unit) || 1), row.unit ? 0 : 2);
    const room = each >= ROOM ? Math.floor(most > 1 ? 0.75 * each : each - 4) : 0;
    return {
      title: row.unit ? said.label : "",
      height: narrow ? 150 : 170,
      option: {
        grid: { left: 4, right: 12, top: room ? 44 : 20, bottom: 4, containLabel: true },
        xAxis: {
          type: "category",
          data: axis.map(([, label]) => label),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: theme.soft } },
          axisLabel: { color: theme.ink, hideOverlap: true },
        },
        yAxis: {
          type: "value", min: 0, max: top, interval: top / 2,
          axisLabel: { color: theme.soft, formatter: (value) => numbers.format(value), hideOverlap: true },
          splitLine: { lineStyle: { color: theme.line } },
        },
        series: Array.from({ length: most }, (_, at) => bars(cells, at, theme, { room, most })).flat(),
      },
    };
  });
}
