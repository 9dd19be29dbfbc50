// Runs before the first paint, so that the chosen theme, motion and language never flash.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(`refrain.${key}`);
    } catch {
      return null;
    }
  };
  const theme = read("theme");
  if (theme === "light" || theme === "dark") {
    root.dataset.theme = theme;
    for (const meta of document.querySelectorAll("meta[data-scheme]")) {
      meta.media = meta.dataset.scheme === theme ? "all" : "not all";
    }
  }
  const motion = read("motion");
  if (motion === "less" || motion === "full") root.dataset.motion = motion;
  const language = read("language");
  if (language === "en" || language === "zh-Hans") root.lang = language;
})();
