import { formatFor } from "../format";

const { number, percent, plural } = formatFor("en");

/** The page about one artist or track and what is near it. */
export const similar = {
  title: "Similar",
  loading: "Looking around it…",
  artist: "Artist",
  track: "Track",
  work: "Title",
  tags: "Tags",
  heard: (listeners: number, of: number) =>
    `${number(listeners)} of ${number(of)} listeners here know it.`,
  heardSimulated: (listeners: number, of: number) =>
    `${number(listeners)} of ${number(of)} simulated listeners keep it.`,
  unheard: "None of the listeners here knows it.",
  plays: (count: number) =>
    count === 0
      ? "You have not played it."
      : `You played it ${plural(count, { one: "once", other: `${number(count)} times` })}.`,
  near: (name: string) => `Near ${name}`,
  nearNote: "What the same listeners have, and what is tagged or sounds alike. Each says why.",
  alike: (share: number, name: string) => `${percent(share)} like ${name}`,
  nearby: "Near, as far as can be told",
  sameArtist: (artist: string) => `Also by ${artist}`,
  byArtist: (artist: string) => `More by ${artist}`,
  refused: (name: string) => `You asked never to see ${name} again.`,
  unknown: "Nobody on this device knows this yet, so there is nothing to compare it with.",
  alone: "Nothing here is near enough to name. A larger set of listeners would know more.",
  import: "Bring listeners or a pack",
  nothing: "No artist or track was named.",
  back: "Go to For you",
};
