import { formatFor } from "../format";

const { number, plural } = formatFor("en");

export const home = {
  title: "For you",
  lead: "What to hear next, and why.",
  loading: "Comparing your taste with the listeners here…",
  retry: "Try again",
  empty: "There are no listeners to compare you with yet.",
  emptyAction: "Bring listening data",
  retryShelves: "Make the rows again",
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
    picks: "Or begin with some of these",
    picksNote: "Press what you love. The more you name, the less we guess.",
    soon: "The mix of the week begins as soon as a few favourites are known.",
    chosen: (count: number) =>
      `${number(count)} ${plural(count, { one: "favourite", other: "favourites" })} so far`,
    listeners: (count: number) =>
      `${number(count)} ${plural(count, { one: "listener", other: "listeners" })}`,
  },
  more: "Pick more favourites",
  mix: {
    title: "Mix of the week",
    week: (week: number) => `Week ${week}`,
    weekOf: (week: number, year: number) => `Week ${week} of ${year}`,
    facts: (count: number, artists: number) =>
      `${number(count)} ${plural(count, { one: "recommendation", other: "recommendations" })}${artists === 0 ? "" : ` by ${number(artists)} ${plural(artists, { one: "artist", other: "artists" })}`}.`,
    factsArtists: (count: number) =>
      `${number(count)} ${plural(count, { one: "artist", other: "artists" })} to listen to.`,
    made: (date: string) => `Made on ${date}; it stays as it is all week.`,
    past: (date: string) => `Made on ${date}.`,
    begins: (names: string) => `Begins with ${names}`,
    play: "Play all",
    playable: (count: number, of: number) =>
      count === of
        ? "All of it can be played here."
        : `${number(count)} of ${number(of)} can be played here.`,
    notPlayable: "None of it is in your library yet; save or look up what you like.",
    open: (count: number) => `All ${number(count)}, with reasons`,
    simulated: "Made from simulated listeners only, so that there is something to try.",
    picture: (week: number) => `A drawing of the mix of week ${week}: one line for each entry`,
    earlier: "Earlier weeks",
    missing: "There is no mix of that week.",
    loading: "Fetching the mix…",
    back: "Back to For you",
    export: (week: string) => `Mix of ${week}`,
  },
  shelf: {
    becauseHeard: (name: string) => `Because you listened to ${name}`,
    becauseLiked: (name: string) => `Because you like ${name}`,
    byArtist: (name: string) => `More by ${name}`,
    byArtists: "By artists you love",
    rediscover: "Rediscover",
    rediscoverNote: "Loved once, not heard for a while.",
    rediscoverWhy: "You loved it once",
    explore: "Off your path",
    exploreNote: "Here to find out, not because we are sure. What you do with it teaches us.",
    /** The words of a tile in a row whose heading says the rest. */
    open: "Why this one",
    simulated: "From simulated listeners.",
    back: (title: string) => `${title}: back`,
    forth: (title: string) => `${title}: further`,
    loading: "Making your mix and the rows below it…",
  },
  dial: {
    label: "How far from home",
    familiar: "Familiar",
    adventurous: "Adventurous",
    note: "Every list follows. The mix of the week stays as it was made.",
    at: {
      familiar: "what you know best",
      close: "close to what you know",
      middle: "half known, half new",
      further: "further out",
      adventurous: "as new as it gets",
    },
    further: "Go further out",
    closer: "Stay closer",
    turned: (where: string) => `The dial now stands at: ${where}.`,
  },
  ask: {
    title: "Ask in your own words",
    label: "What should it be like?",
    hint: "Mood, tempo, style, decade, with or without a voice. English or Chinese.",
    button: "Find",
    examplesLabel: "For instance",
    examples: {
      study: "calm, slow, for studying, no vocals",
      morning: "happy indie pop for the morning",
      night: "dark electronic from the 90s",
    },
    finding: "Looking for it…",
    understood: "Understood",
    not: "not wanted",
    drop: (text: string) => `Take away: ${text}`,
    kind: {
      mood: "mood",
      tempo: "tempo",
      style: "style",
      era: "time",
      vocals: "voice",
      length: "length",
      activity: "occasion",
    },
    unknown: (words: string) => `Not understood, and left aside: ${words}`,
    found: (count: number) =>
      `${number(count)} ${plural(count, { one: "answer", other: "answers" })}.`,
    described: (count: number) =>
      `${number(count)} ${plural(count, { one: "item", other: "items" })} here ${plural(count, { one: "says", other: "say" })} something about this.`,
    meets: (terms: string) => `Fits: ${terms}`,
    clear: "Clear",
    nothingUnderstood:
      "None of these words says anything to us yet. Try a mood, a tempo, a style or a decade.",
    nothingDescribed:
      "Nothing here says anything about this. Tags come with listening data; the sound is measured when you bring audio files.",
    nothingFits: "Nothing here fits all of it. Take a wish away, or turn the dial further out.",
    import: "Bring listening data or files",
  },
  lists: {
    title: "List by list",
    note: "What each set of listeners on this device recommends by itself.",
  },
  actions: {
    lessLike: "Less like this",
    lessLikeDone: (name: string) => `Less like ${name} from now on.`,
    leaveOut: "Leave out",
    forgotten: (name: string) => `${name} no longer counts for your taste.`,
    similar: (name: string) => `Similar to ${name}`,
    why: "Why, and rate it",
  },
  method: {
    label: "Found through",
    hybrid: "Everything together",
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
    ask: (name: string) => `Why ${name}`,
    ways: "By way of looking",
    way: {
      likeness: "Likeness to what you like",
      factors: "Patterns in everybody’s taste",
      listeners: "Listeners like you",
      content: "Its sound and its tags",
      popular: "How many have it",
      new: "New to you",
    },
    levers: "To change it",
    yours: "Your rating of it",
    title: "By what it follows from",
    chart: (parts: string) => `Made of: ${parts}`,
    part: (name: string, share: string) => `${name} ${share}`,
    rest: "Everything else",
    popular: "How many have it",
    listener: (name: string) => `Listener ${name}`,
    similarItem: (similarity: string) => `${similarity} alike`,
    similarListener: (similarity: string) => `taste ${similarity} alike`,
    yourPlay: "you play it",
    yourTrack: "you like a track of theirs",
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
    "less-like": "Less like this",
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
    keep: "Playlist in your library",
    kept: (name: string, count: number, left: number) =>
      `“${name}” is a playlist now: ${number(count)} ${plural(count, { one: "track", other: "tracks" })}${left === 0 ? "" : `; ${number(left)} not in your library ${plural(left, { one: "was", other: "were" })} left out`}.`,
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
