/** Longest side of a picture that is searched for a code, in pixels. */
const MOST_PIXELS = 1_600;

/** The text of the QR code in a picture; undefined where there is none. */
export async function codeIn(picture: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(picture).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  const text = await codeInFrame(bitmap, bitmap.width, bitmap.height);
  bitmap.close();
  return text;
}

/** As `codeIn`, of what can be drawn: a bitmap, or what a camera shows now. */
export async function codeInFrame(
  frame: CanvasImageSource,
  width: number,
  height: number,
): Promise<string | undefined> {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  // What is transparent counts as paper.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(frame, 0, 0, canvas.width, canvas.height);
  const { decodeQR } = await import("qr/decode.js");
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return undefined;
  }
}

/** The outline of a code's dark squares as the path of an SVG, and its side in squares. */
export async function codePath(text: string): Promise<{ path: string; side: number }> {
  const { encodeQR } = await import("qr");
  const rows = encodeQR(text, "raw", { ecc: "low", encoding: "alphanumeric", border: 4 });
  const path = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { path: path.join(""), side: rows.length };
}
