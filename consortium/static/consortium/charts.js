// Draws each chart from the API's answer, in the words of the table beside it.

import { init } from "./vendor/echarts.js";
import { ladder } from "./charts-ladder.js";
import { flows } from "./charts-flows.js";
import { timeline } from "./charts-timeline.js";
import { series } from "./charts-series.js";
import { save } from "./charts-save.js";

const KINDS = { ladder, flows, timeline, years: series, joined: series, recorded: series };

function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"), soft: read("ink-soft"), line: read("line"),
    surface: read("surface"), public: read("chart-public"),
    private: read("chart-private"), unknown: read("chart-unknown"),
    // Quotation marks would end the attribute of a saved picture.
    font: read("sans").replaceAll('"', "'"),
  };
}

function wordsOf(figure) {
  const rows = [...figure.querySelectorAll("tr[data-key]")];
  return new Map(rows.map((row) => [row.dataset.key, row.dataset]));
}

const FEW = { narrow: 3, wide: 6 }; // pictures; further ones are folded away

function plot(parent, picture, theme, width) {
  const title = document.createElement("p");
  title.className = "chart-currency";
  title.textContent = picture.title;
  const place = document.createElement("div");
  place.style.height = `${picture.height}px`;
  const whole = document.createElement("div");
  whole.append(title, place);
  parent.append(whole);
  // What is folded away has no width of its own yet.
  const size = () => ({ width: place.clientWidth || width, height: picture.height });
  const chart = init(place, null, { renderer: "svg", ...size() });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: theme.font, color: theme.ink },
    ...picture.option,
  });
  new ResizeObserver(() => chart.resize(size())).observe(place);
  return chart;
}

function draw(figure, answer, reports) {
  const parent = figure.querySelector(".chart-plots");
  parent.hidden = false;
  const theme = colours();
  const narrow = figure.clientWidth < 520;
  const beside = {
    reports,
    axis: JSON.parse(figure.dataset.axis ?? "[]"),
    width: figure.clientWidth,
  };
  const pictures = KINDS[figure.dataset.chart](answer, wordsOf(figure), theme, narrow, beside);
  const fold = figure.querySelector(".chart-more");
  const few = narrow ? FEW.narrow : FEW.wide;
  const columns = pictures.some((picture) => picture.columns);
  const width = parent.clientWidth / (columns ? 2 : 1);
  const places = [parent, fold.querySelector(".chart-plots")];
  for (const place of places) {
    place.replaceChildren();
    place.classList.toggle("in-columns", columns);
  }
  parent.hidden = pictures.length === 0;
  fold.hidden = pictures.length <= few;
  fold.querySelector("summary span").textContent = pictures.length - few;
  return pictures.map((picture, at) => plot(places[at < few ? 0 : 1], picture, theme, width));
}

async function ask(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  return response.ok ? response.json() : null;
}

async function bring(figure) {
  const { source, reports } = figure.dataset;
  const answers = await Promise.all([source, ...(reports ? [reports] : [])].map(ask));
  if (answers.includes(null)) return; // the table stays, and says the same
  let charts = draw(figure, ...answers);
  const again = () => {
    charts.forEach((chart) => chart.dispose());
    charts = draw(figure, ...answers);
  };
  for (const query of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(query).addEventListener("change", again);
  }
  const buttons = figure.querySelector(".chart-save");
  buttons.hidden = charts.length === 0;
  buttons.addEventListener("click", (event) => {
    const type = event.target.dataset.save;
    if (type) charts.forEach((chart, at) => save(chart, type, `${figure.id}-${at + 1}`));
  });
}

document.querySelectorAll("figure[data-chart]").forEach(bring);
