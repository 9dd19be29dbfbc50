export const shell = {
  name: "Refrain",
  skip: "Skip to content",
  navigation: "Pages",
  home: "For you",
  library: "Library",
  studio: "Studio",
  insights: "Insights",
  settings: "Settings",
  documentTitle: (page: string) => `${page} · Refrain`,
  notices: "Notices",
  offline: {
    ready: "Refrain is ready to work offline.",
  },
  update: {
    ready: "A new version is ready.",
    take: "Restart with it",
    later: "Later",
    held: "The new version starts once the old one has finished; closing other tabs of Refrain helps.",
    elsewhere: "Refrain was updated in another tab.",
    reload: "Reload this one",
  },
  install: {
    offer: "Refrain can live on your home screen and open like an app.",
    button: "Install",
    later: "Not now",
  },
  missing: {
    title: "Nothing at this address",
    text: "The page may have moved, or the link was cut short.",
    back: "Go to the first page",
  },
  failed: {
    title: "This page did not open",
    text: "A part of the app could not be loaded. What you made is safe on this device.",
    retry: "Reload",
  },
  /** The name of the first profile, until the person gives it another. */
  firstProfile: "Me",
  /** Who made the pieces of the starter shelf. */
  shelfArtist: "The melody model",
  lost: {
    text: "This browser has cleared what Refrain kept. If you have a backup, it can be restored.",
    restore: "Restore",
    dismiss: "Start anew",
  },
  startup: {
    title: "Refrain could not start",
    missing:
      "This browser lacks something Refrain needs. A newer version of it, or another browser, will do.",
    safe: "What you made is untouched. You can try again, or save everything that is stored as a file first.",
    again: "Try again",
    save: "Save everything as a file",
    saved: "Saved among your downloads.",
    nothing: "There is nothing here that could be read.",
  },
};
