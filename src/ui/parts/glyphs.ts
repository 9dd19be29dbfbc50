/** Signs on a 24 × 24 grid: strokes of 1.5 and solid shapes. */
export const glyphs = {
  /** A fermata: stay with it. */
  home: {
    line: "M3.5 16.500a8.5 8.5 0 0 1 17 0",
    solid: "M12 13.600a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  },
  /** A staff with its final bar line. */
  library: {
    line: "M3 5.500h18M3 9.800h14.500M3 14.200h14.500M3 18.500h18M17.5 5.500v13",
    solid: "M19.8 4.750h2v14.500h-2z",
  },
  /** A quaver. */
  studio: {
    line: "M11.5 17V4.500c.500 3.5 6 4 5 9.5",
    solid:
      "M11.9 16.200c.800 1.5-.400 3.5-2.5 4.2-2 .700-4-.100-4.4-1.6-.500-1.5.700-3.2 2.7-3.9 1.9-.600 3.6 0 4.2 1.300z",
  },
  /** A coda: the passage that looks back. */
  insights: {
    line: "M12 3v18M3.500 12h17",
    solid:
      "M12 5.250c3.700 0 6.250 2.900 6.250 6.750s-2.550 6.750-6.250 6.750-6.250-2.900-6.250-6.750S8.300 5.250 12 5.250zm0 1.400c-2.200 0-3.700 2.200-3.700 5.350s1.500 5.350 3.700 5.350 3.700-2.200 3.700-5.350-1.500-5.350-3.700-5.350z",
  },
  /** A sharp: tuning by a small step. */
  settings: {
    line: "M9.5 4.500v16M14.5 3.500v16",
    solid: "M6 9.600l12-3v2.300l-12 3zM6 15.100l12-3v2.300l-12 3z",
  },
} as const;

export type GlyphName = keyof typeof glyphs;
