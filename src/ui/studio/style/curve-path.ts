/** Room above and below, so that the line is not cut, in px. */
const MARGIN = 4;

/** A curve as a path, from left to right, its lowest value at the foot; level where all are equal. */
export function curvePath(values: readonly number[], width: number, height: number): string {
  const sound = values.filter(Number.isFinite);
  const low = Math.min(...sound);
  const span = Math.max(...sound) - low;
  const inner = height - 2 * MARGIN;
  const points = sound.map((value, i) => {
    const x = sound.length < 2 ? 0 : (i / (sound.length - 1)) * width;
    const y = MARGIN + inner * (span === 0 ? 0.5 : 1 - (value - low) / span);
    return `${round(x)} ${round(y)}`;
  });
  return points.length === 0 ? "" : `M${points.join("L")}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
