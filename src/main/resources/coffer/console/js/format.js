// Formats figures and times for people.

const counts = new Intl.NumberFormat("en");
const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"];

export function count(number) {
  return counts.format(number);
}

/** A number of bytes in decimal units, as the command line shows it. */
export function bytes(number) {
  let value = number;
  let unit = 0;
  while (Math.abs(value) >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** The share by which something became smaller. */
export function saving(before, after) {
  return before > 0 ? percent((before - after) / before) : "–";
}

export function percent(share) {
  if (Math.abs(share) < 0.0005) {
    return "0 %";
  }
  return `${(100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} %`;
}

/** A time in the zone of the browser; the element has the exact one. */
export function time(text) {
  if (!text) {
    return null;
  }
  const element = document.createElement("time");
  element.dateTime = text;
  element.title = text;
  const date = new Date(text);
  element.textContent = Number.isNaN(date.getTime())
    ? text
    : date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
  return element;
}

/** A duration in its two largest units. */
export function duration(seconds) {
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)}\u00a0ms`;
  }
  const parts = [];
  let left = Math.round(seconds);
  for (const [size, unit] of [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]]) {
    const amount = Math.floor(left / size);
    if (amount > 0 && parts.length < 2) {
      parts.push(`${amount}\u00a0${unit}`);
    }
    left %= size;
  }
  return parts.join(" ");
}

/** How long ago a time was. */
export function ago(text) {
  if (!text) {
    return null;
  }
  const seconds = (Date.now() - new Date(text).getTime()) / 1000;
  return seconds < 1 ? "just now" : `${duration(seconds)} ago`;
}

/** JSON with line breaks. It works on the text, so that no number loses digits. */
export function pretty(json) {
  const out = [];
  let depth = 0;
  const line = () => out.push("\n" + "  ".repeat(Math.min(depth, 40)));
  const tokens = json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|"/gs) ?? [];
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      depth++;
      out.push(token);
      if (next !== "}" && next !== "]") {
        line();
      }
    } else if (token === "}" || token === "]") {
      depth--;
      const before = tokens[index - 1];
      if (before !== "{" && before !== "[") {
        line();
      }
      out.push(token);
    } else if (token === ",") {
      out.push(token);
      line();
    } else {
      out.push(token === ":" ? ": " : token);
    }
  });
  return out.join("");
}

/** Bytes in lines of 16, with their offsets and their ASCII characters. */
export function hexLines(hex) {
  const lines = [];
  for (let at = 0; at < hex.length; at += 32) {
    const part = hex.slice(at, at + 32).match(/../g) ?? [];
    const ascii = part
      .map((each) => parseInt(each, 16))
      .map((each) => (each >= 32 && each < 127 ? String.fromCharCode(each) : "."))
      .join("");
    const offset = (at / 2).toString(16).padStart(6, "0");
    lines.push(`${offset}  ${part.join(" ").padEnd(47)}  ${ascii}`);
  }
  return lines.join("\n");
}
