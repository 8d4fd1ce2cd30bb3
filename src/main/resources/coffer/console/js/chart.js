// Line charts by uPlot. Their figures are also somewhere as text.

const HEIGHT = 220;
const NARROWEST = 240;

/**
 * A chart of lines over time, which is as wide as its place and ends with its view. Its legend has
 * the values below the pointer, or the newest.
 *
 * @param range the first and the last second of the axis; that of the data if there is none
 * @returns what sets other data
 */
export function chart(place, labels, data, { signal, format, range }) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const at = range ? day : clock;
  const axis = { stroke: colour("--text"), grid: { stroke: colour("--line"), width: 1 } };
  const values = { ...axis, size: 70, values: (_, ticks) => ticks.map(format) };
  const drawn = new window.uPlot(
    {
      ...sizeOf(place),
      cursor: { drag: { x: false, y: false } },
      scales: {
        x: range ? { range: () => range } : {},
        y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] },
      },
      axes: [{ ...axis, values: (_, ticks) => ticks.map(at) }, values],
      series: [
        { label: range ? "day" : "time", value: (self, value) => at(value ?? self.data[0].at(-1)) },
        ...labels.map((label, index) => ({
          label,
          stroke: colour(`--series-${index + 1}`),
          width: 2,
          value: (self, value, line) => format(value ?? self.data[line].at(-1)),
          dash: index === 0 ? [] : [6 * index, 3],
          points: { show: data[0].length === 1 },
        })),
      ],
    },
    data,
    place,
  );
  const sizes = new ResizeObserver(() => drawn.setSize(sizeOf(place)));
  sizes.observe(place);
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    drawn.destroy();
  });
  return (other) => drawn.setData(other);
}

function day(seconds) {
  const date = new Date(1000 * seconds);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}

function clock(seconds) {
  return new Date(1000 * seconds).toLocaleTimeString("en-GB");
}

function sizeOf(place) {
  return { width: Math.max(NARROWEST, place.clientWidth), height: HEIGHT };
}
