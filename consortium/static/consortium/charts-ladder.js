// Money by stage: one picture for each currency, one bar for each total.

const COLUMN = 3; // so many currencies stand one below the other, more in two columns
const EXACT = ["exact", "unspecified"];

export function reach(row) {
  return Number(row.bounds.max ?? row.bounds.min ?? row.amount);
}

export const PLAIN = { symbol: "none" };

export function hatch(theme) {
  return {
    symbol: "rect", dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: -0.8,
    color: theme.surface,
  };
}

export function purseOf(row) {
  return { true: "public", false: "private" }[row.public] ?? "";
}

export function keyOf(row, ...slugs) {
  return [row.stage, purseOf(row), ...slugs, row.currency, row.qualifier].join("|");
}

// Those in most sums first, since the last of many are folded away.
function currenciesOf(rows) {
  const counts = new Map();
  for (const { currency, count } of rows) {
    counts.set(currency, (counts.get(currency) ?? 0) + count);
  }
  return [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
}

export function ladder(answer, words, theme, isNarrow) {
  const currencies = currenciesOf(answer.results);
  const columns = !isNarrow && currencies.length > COLUMN;
  const narrow = isNarrow || columns;
  return currencies.map((currency) => {
    const rows = answer.results.filter(
      (row) => row.currency === currency && row.amount !== null,
    );
    const said = rows.map((row) => words.get(keyOf(row)));
    return {
      title: currency,
      columns,
      height: 24 + rows.length * (narrow ? 64 : 52),
      option: {
        grid: { left: 4, right: narrow ? 90 : 170, top: 8, bottom: 8, containLabel: !narrow },
        xAxis: { type: "value", min: 0, show: false },
        yAxis: {
          type: "category",
          inverse: true,
          data: rows.map((row, at) => said[at]?.label ?? row.stage),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: theme.line } },
          axisLabel: narrow
            ? { inside: true, verticalAlign: "bottom", padding: [0, 0, 14, 0], color: theme.ink }
            : { color: theme.ink, width: 220, overflow: "break" },
          z: 10,
        },
        series: [{
          type: "bar",
          barWidth: 20,
          data: rows.map((row, at) => ({
            value: reach(row),
            label: { formatter: () => said[at]?.words ?? row.amount },
            itemStyle: {
              color: theme[purseOf(row) || "unknown"],
              decal: EXACT.includes(row.qualifier)
                ? PLAIN
                : hatch(theme),
            },
          })),
          label: {
            show: true, position: "right", color: theme.ink, fontWeight: "bold",
            width: narrow ? 86 : 165, overflow: "break",
          },
        }],
      },
    };
  });
}
