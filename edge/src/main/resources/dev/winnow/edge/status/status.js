"use strict";

const byId = id => document.getElementById(id);
const count = new Intl.NumberFormat("en", {maximumFractionDigits: 1});
const day = new Intl.DateTimeFormat("en-GB", {dateStyle: "medium", timeStyle: "short"});
const clock = new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit", second: "2-digit"});
const minutes = new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit"});
const at = (format, time) => format.format(new Date(time));

function bytes(value) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return (unit === 0 || value >= 99.5 ? Math.round(value) : value.toPrecision(3)) + " " + units[unit];
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function row(...texts) {
  const made = document.createElement("tr");
  made.append(...texts.map((text, i) => element(i === 0 ? "th" : "td", text)));
  return made;
}

/* Only what has changed is drawn again, so that text can be selected and read aloud. */
const drawn = new Map();
function draw(id, children) {
  const look = JSON.stringify(children.map(child => child.outerHTML));
  if (drawn.get(id) !== look) {
    drawn.set(id, look);
    byId(id).replaceChildren(...children);
  }
}

function pairs(id, list) {
  draw(id, list.flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
}

function state(text, className) {
  draw("state", [element("span", text)]);
  byId("state").className = "state " + className;
}

function showSent(sent) {
  const columns = sent.run ? [["since the start", sent.run]] : [["today (UTC)", sent.today], ["in all", sent.all]];
  const head = document.createElement("tr");
  head.append(...["", ...columns.map(([name]) => name)].map(text => element("th", text)));
  draw("sent-head", [head]);
  const line = (name, value) => row(name, ...columns.map(([, sums]) => value(sums)));
  draw("sent", [
    line("captures", sums => count.format(sums.captures)),
    line("bits at most", sums => sums.bits === undefined ? "no bound" : count.format(sums.bits)),
    line("bytes sent", sums => bytes(sums.bytes))
  ]);
}

function runPairs(run) {
  const shown = run.certificate;
  return [
    [run.filter ? "filter" : "extractor", run.extractor],
    ["source", run.source],
    ...(shown
      ? [
          ["certificate", shown.digest + ", signed with " + shown.signer],
          ["valid until", at(day, shown.expires)],
          ["policy", shown.policy]
        ]
      : [["certificate", "none: nobody has measured what can be read out of what leaves"]])
  ];
}

function showRuns(said) {
  pairs("runs", [...said.runs.flatMap(runPairs), ["since", at(day, said.started)]]);
  const meanings = [];
  if (said.runs.some(run => !run.filter)) meanings.push("Of each capture a few numbers leave, which the extractor makes of it. No image, no sound, no name and no time of a capture does. Bits are the most that these numbers tell of all there is to know about the captures.");
  if (said.runs.some(run => run.filter)) meanings.push("What a filter lets pass of each capture leaves; the rest stays here.");
  draw("meaning", [element("span", meanings.join(" "))]);
}

function showWork(said) {
  pairs("does", [
    ["under way", count.format(said.requests.underWay) + (said.requests.underWay === 1 ? " request" : " requests")],
    ...(said.outbox
      ? [["waiting", count.format(said.outbox.features) + " features, " + bytes(said.outbox.bytes) + " of " + bytes(said.outbox.limit)]]
      : []),
    ["read", count.format(said.counts.captures) + " captures"],
    ["answered", count.format(said.counts.answers)],
    ["skipped", count.format(said.counts.skipped)],
    ["requests", count.format(said.requests.answered) + " answered, " + count.format(said.requests.refused) + " refused, " + count.format(said.requests.lost) + " lost, " + count.format(said.requests.unsent) + " not sent"]
  ]);
}

function analyzer(state, now) {
  const item = document.createElement("li");
  const away = state.failures > 0;
  const how = away ? "away" : state.since ? "answers" : "not asked yet";
  item.append(element("span", state.address + ": " + how, away ? "away" : ""));
  if (state.since) {
    const wait = state.retry ? Math.max(0, Math.round((new Date(state.retry) - now) / 1000)) : -1;
    const again = wait < 0 ? "" : wait === 0 ? "; is being tried" : "; is tried again in " + wait + " s";
    item.append(element("small", "since " + at(day, state.since)
      + (away ? " (" + state.failures + (state.failures === 1 ? " attempt)" : " attempts)") + again : "")));
  }
  return item;
}

function error(said) {
  const item = document.createElement("li");
  item.append(element("span", said.sentence));
  item.append(element("small", at(day, said.time) + (said.times > 1 ? ", " + said.times + " times" : "")));
  return item;
}

let chart = null;
let shown = [[], [], []];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function makeChart() {
  const place = byId("chart");
  if (chart) chart.destroy();
  const axis = more => ({stroke: colour("--quiet"), grid: {stroke: colour("--line"), width: 1}, ticks: {stroke: colour("--line"), width: 1}, ...more});
  const atLeast = least => (plot, low, high) => [0, Math.max(least, high * 1.1)];
  chart = new uPlot({
    width: place.clientWidth,
    height: 200,
    legend: {show: false},
    cursor: {show: false},
    padding: [8, 0, 0, 0],
    scales: {answers: {range: atLeast(1)}, bytes: {range: atLeast(1000)}},
    axes: [
      axis({space: 50, size: 30, incrs: [60, 120, 300], values: (plot, splits) => splits.map(time => at(minutes, time * 1000))}),
      axis({scale: "answers", size: 44, values: (plot, splits) => splits.map(value => count.format(value))}),
      axis({scale: "bytes", side: 1, size: 62, grid: {show: false}, values: (plot, splits) => splits.map(bytes)})
    ],
    series: [
      {},
      {scale: "answers", stroke: colour("--mark"), width: 2, points: {show: false}},
      {scale: "bytes", stroke: colour("--second"), width: 1, points: {show: false}}
    ]
  }, shown, place);
}

/* Answers come window by window: without means there would be nothing but needles. */
const MEAN = 10;
function means(values) {
  let sum = 0;
  return values.map((value, i) => {
    sum += value - (i >= MEAN ? values[i - MEAN] : 0);
    return sum / Math.min(i + 1, MEAN);
  });
}

function showRates(rates, time) {
  const now = Math.floor(new Date(time) / 1000);
  const answers = means(rates.answersPerSecond);
  const sent = means(rates.bytesPerSecond);
  const before = 300 - answers.length;
  const none = new Array(before).fill(null);
  shown = [
    Array.from({length: 300}, (unused, i) => now - 299 + i),
    [...none, ...answers],
    [...none, ...sent]
  ];
  byId("answers-now").textContent = count.format(answers.at(-1));
  byId("bytes-now").textContent = bytes(sent.at(-1));
  if (chart) {
    chart.setData(shown);
  } else {
    makeChart();
  }
}

function show(said) {
  state(said.healthy ? "This node works" : "This node does not work", said.healthy ? "good" : "bad");
  draw("reasons", said.reasons.map(reason => element("li", reason)));
  if (!said.counts) return;
  showSent(said.sent);
  showRuns(said);
  showWork(said);
  const now = new Date(said.time);
  draw("analyzers", said.analyzers.length ? said.analyzers.map(state => analyzer(state, now)) : [element("li", "None was asked yet")]);
  draw("errors", said.errors.length ? said.errors.map(error) : [element("li", "Nothing")]);
  showRates(said.rates, said.time);
}

const events = new EventSource("events");
events.onmessage = event => show(JSON.parse(event.data));
events.onerror = () => {
  state("This node has stopped, or cannot be reached; what is below is from before", "bad");
  draw("reasons", []);
};
new ResizeObserver(() => chart && chart.setSize({width: byId("chart").clientWidth, height: 200})).observe(byId("chart"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart && makeChart());
