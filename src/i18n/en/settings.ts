export const settings = {
  title: "Settings",
  appearance: {
    title: "Language and look",
    language: "Language",
    theme: "Theme",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    motion: "Motion",
    motions: { system: "As the system", full: "Full", less: "Less" },
  },
};
