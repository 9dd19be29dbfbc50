/**
 * A code as a film of a camera that is held still: the squares on white, in the middle of 640 × 480
 * pixels, as YUV4MPEG2 with 4:2:0 chroma.
 *
 * @param rows  true where a square is dark
 * @see https://man.archlinux.org/man/yuv4mpeg.5.en
 */
export function filmOf(rows: readonly (readonly boolean[])[], frames = 5): Buffer {
  const [width, height] = [640, 480];
  const scale = Math.floor(height / rows.length);
  const [left, top] = [width, height].map((length) => (length - scale * rows.length) >> 1) as [
    number,
    number,
  ];
  const luma = Buffer.alloc(width * height, 235);
  rows.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (!dark) return;
      for (let line = 0; line < scale; line++) {
        const at = (top + y * scale + line) * width + left + x * scale;
        luma.fill(16, at, at + scale);
      }
    }),
  );
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, grey]);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([header, ...Array.from({ length: frames }, () => frame)]);
}
