/** Both above 0. */
export type Point = readonly [x: number, y: number];

interface Line {
  readonly label: string;
  readonly points: readonly Point[];
}

const [width, height] = [560, 360];
const frame = { left: 64, right: 24, top: 48, bottom: 56 };
const colours = ["#7a4b8c", "#c2703d"];

/** Slope of the straight line through points on logarithmic axes, by least squares. */
export function slopeOf(points: readonly Point[]): number {
  const x = points.map(([value]) => Math.log(value));
  const y = points.map(([, value]) => Math.log(value));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const above = x.reduce((sum, value, n) => sum + (value - mx) * ((y[n] as number) - my), 0);
  return above / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

/** A plot of points on logarithmic axes, as SVG. */
export function plotted(
  title: string,
  axes: { readonly x: string; readonly y: string },
  lines: readonly Line[],
): string {
  const all = lines.flatMap((line) => line.points);
  const x = scale(
    all.map(([value]) => value),
    frame.left,
    width - frame.right,
  );
  const y = scale(
    all.map(([, value]) => value),
    height - frame.bottom,
    frame.top,
  );
  const bottom = height - frame.bottom;
  const parts = [
    `<text x="${frame.left}" y="24" font-size="15" font-weight="600">${title}</text>`,
    ...x.ticks.map((tick) => {
      const at = x.at(tick);
      return (
        `<path d="M${at} ${frame.top}V${bottom}" stroke="#ddd"/>` +
        `<text x="${at}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`
      );
    }),
    ...y.ticks.map((tick) => {
      const at = y.at(tick);
      return (
        `<path d="M${frame.left} ${at}H${width - frame.right}" stroke="#ddd"/>` +
        `<text x="${frame.left - 8}" y="${at + 4}" text-anchor="end">${tick}</text>`
      );
    }),
    `<text x="${width / 2}" y="${height - 14}" text-anchor="middle">${axes.x}</text>`,
    `<text x="16" y="${height / 2}" text-anchor="middle" transform="rotate(-90 16 ${height / 2})">${axes.y}</text>`,
    ...lines.flatMap(({ label, points }, n) => {
      const colour = colours[n % colours.length] as string;
      const places = points.map(([a, b]) => `${x.at(a)} ${y.at(b)}`);
      const row = frame.top + 16 + 18 * n;
      return [
        `<path d="M${places.join("L")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...points.map(
          ([a, b]) => `<circle cx="${x.at(a)}" cy="${y.at(b)}" r="4" fill="${colour}"/>`,
        ),
        `<circle cx="${frame.left + 16}" cy="${row - 4}" r="4" fill="${colour}"/>`,
        `<text x="${frame.left + 28}" y="${row}">${label}</text>`,
      ];
    }),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#333">\n` +
    `<rect width="${width}" height="${height}" fill="#fff"/>\n${parts.join("\n")}\n</svg>\n`
  );
}

/** From the power of two at or below the least value to the one at or above the largest. */
function scale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log2(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log2(Math.max(...values))));
  const step = Math.ceil((high - low) / 8);
  const ticks: number[] = [];
  for (let power = low; power <= high; power += step) ticks.push(2 ** power);
  const at = (value: number) => {
    const share = (Math.log2(value) - low) / (high - low);
    return Math.round(10 * (from + share * (to - from))) / 10;
  };
  return { ticks, at };
}
