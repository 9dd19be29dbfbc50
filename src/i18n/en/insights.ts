import { formatFor } from "../format";

const { number, plural } = formatFor("en");

/** The portrait of a taste, and how well the recommendations fit it. */
export const insights = {
  title: "Insights",
  lead: "What your listening says about you, and what the models make of it.",
  painting: "Counting what you have heard…",
  empty: "There is nothing to draw yet: no play of yours is in the library.",
  emptyAction: "Bring your listening history",
  few: (plays: number) =>
    `Drawn from ${number(plays)} ${plural(plays, { one: "play", other: "plays" })}: a sketch, not a portrait yet.`,
  from: (plays: number) => `Drawn from ${number(plays)} plays.`,
  asTable: "As a table",
  artists: {
    title: "Artists you play most",
    count: (plays: number) => `${number(plays)} ${plural(plays, { one: "play", other: "plays" })}`,
  },
  styles: {
    title: "Styles",
    note: "By the tags of what you play. What has no tag is not counted.",
    none: "Nothing you play has a tag yet. Listening data with tags, or tags in your files, would fill this in.",
  },
  features: {
    title: "How it sounds",
    note: "Measured on what you play, beside all that is in your library. From 0 to 1.",
    played: "What you play",
    library: "Your library",
    none: "Nothing you play has been measured yet. Audio files are measured when you bring them in.",
    row: (name: string, played: string, library: string) =>
      `${name}: ${played} in what you play, ${library} in your library`,
    name: {
      bpm: "Tempo",
      pulse: "Clear pulse",
      mode: "Major rather than minor",
      loudness: "Loudness",
      energy: "Energy",
      brightness: "Brightness of sound",
      register: "Height of notes",
      span: "Range of notes",
      density: "Density of notes",
      tempo: "Tempo",
      valence: "Brightness of mood",
      vocals: "Voice",
    },
  },
  clock: {
    title: "When you listen",
    note: "By weekday and hour; the larger the dot, the more plays.",
    most: (day: string, hour: string) => `Most on ${day} around ${hour}.`,
    hour: (hour: string) => `${hour}:00`,
    day: "Day",
    total: "Plays",
    peak: "Busiest hour",
  },
  breadth: {
    title: "How wide your circle is",
    note: "How many artists you listened to in a month, as if each got the same share. The band is where the true value lies with 95% certainty.",
    month: "Month",
    artists: "Artists",
    interval: "95% interval",
    plays: "Plays",
    between: (low: string, high: string) => `${low} to ${high}`,
    chart: (first: string, last: string, from: string, to: string) =>
      `From ${from} in ${first} to ${to} in ${last}`,
    short: "With two months or more there will be a line here.",
  },
  narrowing: {
    text: (lately: string, usual: string) =>
      `Lately your listening goes round about ${lately} artists; over the year it was ${usual}. Nothing wrong with that, some weeks are like this. Should you want some air, here is a way out.`,
    further: "Turn the dial further out",
    explore: "See something off your path",
  },
  quality: {
    title: "How good is this for you",
    note: "We hide one of your likes at a time and see whether it would have been recommended, beside a list of what is simply popular.",
    start: "Measure it now",
    again: "Measure again",
    running: "Hiding one like at a time…",
    tooFew: (n: number) =>
      `Too little to tell: ${number(n)} ${plural(n, { one: "like", other: "likes" })} of yours ${plural(n, { one: "is", other: "are" })} known here. Rate or play some more and ask again.`,
    none: "There are no listeners to compare with yet.",
    likes: (n: number) =>
      `${number(n)} ${plural(n, { one: "like", other: "likes" })}, each held out once.`,
    ours: "For you",
    popular: "Popular",
    hitRate: "Found among the first ten",
    ndcg: "How near the top (NDCG)",
    gain: "Gain over what is popular (NDCG)",
    withInterval: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
    better: "The recommendations fit you better than what is popular; chance does not explain it.",
    worse: "What is popular fits you better here. Other listeners, or more ratings, would help.",
    unsure: "Whether this beats what is popular cannot be told yet: the difference may be chance.",
    simulated: "These listeners are simulated; the figure only shows how the measuring works.",
    interval: "In brackets: the 95% interval.",
  },
  beliefs: {
    title: "What the models believe, and your say",
    note: "They take these for what you like, the most played first. Correct what is wrong: rate it, or leave it out.",
    plays: (count: number) =>
      `believed from ${number(count)} ${plural(count, { one: "play", other: "plays" })}`,
    left: "Left out of your taste",
    leftNote: "Heard or rated, but it does not count.",
    remember: "Let it count",
  },
};
