import { formatFor } from "../format";

const { number, plural } = formatFor("en");

export const home = {
  title: "For you",
  lead: "What to hear next, and why.",
  loading: "Comparing your taste with the listeners here…",
  failed: "The recommendations could not be made. Your library is safe.",
  retry: "Try again",
  empty: "There are no listeners to compare you with yet.",
  emptyAction: "Bring listening data",
  cold: {
    title: "We do not know you yet",
    text: "Below is what is popular among the listeners on this device. Name a few favourites and the list becomes yours.",
    strangerTitle: "Nobody here knows your music yet",
    strangerText: (plays: number) =>
      `You brought ${number(plays)} ${plural(plays, { one: "play", other: "plays" })}, but the listeners on this device have heard none of it. Import a larger set of listeners, or name a few favourites they may know.`,
    knownTitle: "Getting to know you",
    knownText: "The lists below follow each favourite you name. A handful already says a lot.",
    label: "Find something you love",
    placeholder: "An artist, a piece…",
    none: (text: string) => `Nothing here is called “${text}”.`,
    found: (count: number) =>
      `${number(count)} ${plural(count, { one: "match", other: "matches" })}`,
    chosen: (count: number) =>
      `${number(count)} ${plural(count, { one: "favourite", other: "favourites" })} so far`,
    listeners: (count: number) =>
      `${number(count)} ${plural(count, { one: "listener", other: "listeners" })}`,
  },
  more: "Pick more favourites",
  method: {
    label: "Found through",
    items: "What you like",
    users: "Who listens like you",
  },
  slate: {
    artists: (count: number) =>
      `${number(count)} ${plural(count, { one: "artist", other: "artists" })}`,
    tracks: (count: number) =>
      `${number(count)} ${plural(count, { one: "track", other: "tracks" })}`,
    works: (count: number) =>
      `${number(count)} ${plural(count, { one: "title", other: "titles" })}`,
    listeners: (count: number) =>
      `${number(count)} ${plural(count, { one: "listener", other: "listeners" })}`,
    matched: (count: number) =>
      `meets your taste in ${number(count)} ${plural(count, { one: "place", other: "places" })}`,
    unmatched: "does not know anything you like yet: this is what is popular",
    simulated: "Demonstration",
    simulatedName: "Simulated listeners",
    simulatedNote:
      "These listeners are simulated and the pieces were written by the model, so that there is something to try. Nobody real is behind them.",
    removeSimulated: "Remove the demonstration",
    nothing: "Nothing to recommend from these listeners yet.",
    showMore: "Show more",
    changed: (count: number) =>
      `The list changed: ${number(count)} ${plural(count, { one: "new entry", other: "new entries" })}.`,
  },
  because: {
    liked: (name: string) => `Because you like ${name}`,
    playedArtist: (name: string) => `Because you listen to ${name}`,
    played: (name: string) => `Because you played ${name}`,
    rated: (name: string, stars: string) => `Because you gave ${name} ${stars}`,
    listeners: (count: number, more: boolean) =>
      `${more ? "More than " : ""}${number(count)} ${plural(count, { one: "listener with taste like yours has it", other: "listeners with taste like yours have it" })}`,
    popular: (count: number, of: number) => `${number(count)} of ${number(of)} listeners have it`,
    popularSimulated: (count: number, of: number) =>
      `${number(count)} of ${number(of)} demonstration listeners keep it`,
    unknown: "We cannot say why",
  },
  why: {
    title: "What gave how much",
    chart: (parts: string) => `Made of: ${parts}`,
    part: (name: string, share: string) => `${name} ${share}`,
    rest: "Everything else",
    popular: "How many have it",
    listener: (name: string) => `Listener ${name}`,
    similarItem: (similarity: string) => `${similarity} alike`,
    similarListener: (similarity: string) => `taste ${similarity} alike`,
    yourPlay: "you play it",
    yourStars: (stars: string) => `you gave it ${stars}`,
    theirStars: (stars: string) => `gave ${stars}`,
    expected: (stars: string) => `You would probably give it ${stars}`,
  },
  mark: {
    new: "New",
    up: "Up",
    down: "Down",
    liked: "Liked",
    rated: "Rated",
    "not-now": "Away for 30 days",
    blocked: "Never again",
    saved: "Saved for later",
  },
  here: "In your library",
  notHere: "Not in your library",
  elsewhere: {
    open: (name: string) => `Look for ${name} elsewhere`,
    short: "Elsewhere",
    note: "Opens another site in a new tab. Nothing is sent before you press.",
    musicbrainz: "MusicBrainz",
    wikipedia: "Wikipedia",
    youtube: "YouTube",
  },
  menu: (name: string) => `More for ${name}`,
  export: {
    label: "Save this list",
    m3u: "Playlist (M3U)",
    jspf: "Playlist (JSPF)",
    csv: "Table (CSV)",
    name: (community: string, date: string) => `For you, ${community}, ${date}`,
  },
  studio: {
    title: "New from your studio",
    all: "Open the studio",
  },
};
