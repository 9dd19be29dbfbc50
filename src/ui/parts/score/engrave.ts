/** Fewest pixels in which a bar can be read. */
const BAR_PX = 150;

/**
 * Draws ABC as notation into an element, in lines of as many bars as its width holds. abcjs is
 * loaded at the first call.
 *
 * @returns the drawn note heads and rests, in the order in which they are written
 */
export async function engrave(
  into: HTMLElement,
  abc: string,
  label: string,
): Promise<readonly Element[]> {
  const { default: abcjs } = await import("abcjs");
  const width = Math.max(240, into.clientWidth - 16);
  const barsALine = Math.max(1, Math.min(8, Math.round(width / BAR_PX)));
  withoutInlineStyle(() =>
    abcjs.renderAbc(into, abc, {
      add_classes: true,
      ariaLabel: label,
      foregroundColor: "currentColor",
      paddingleft: 4,
      paddingright: 4,
      paddingtop: 0,
      // Stems and slurs under the last staff reach below what abcjs counts.
      paddingbottom: 14,
      staffwidth: width,
      wrap: { minSpacing: 1.4, maxSpacing: 2.6, preferredMeasuresPerLine: barsALine },
    }),
  );
  return [...into.querySelectorAll("g.abcjs-note, g.abcjs-rest")];
}

/**
 * Runs a drawing in which style attributes are set through the object model and style elements do
 * nothing: abcjs writes both as text, which the content policy refuses. Boxes that it leaves in the
 * page for measuring are taken away.
 */
function withoutInlineStyle(draw: () => void): void {
  const made: Element[] = [];
  const create = document.createElementNS.bind(document) as (ns: string, name: string) => Element;
  document.createElementNS = ((ns: string, name: string) => {
    const element = create(ns, name === "style" ? "g" : name);
    if (name === "style") return element;
    const set = element.setAttribute.bind(element);
    element.setAttribute = (attribute, value) => {
      if (attribute === "style") (element as SVGElement).style.cssText = value;
      else set(attribute, value);
    };
    made.push(element);
    return element;
  }) as typeof document.createElementNS;
  try {
    draw();
  } finally {
    Reflect.deleteProperty(document, "createElementNS");
    for (const element of made) {
      if (element.parentNode === document.body) element.remove();
    }
  }
}
