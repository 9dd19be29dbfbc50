import type { Score } from "../../music/score";
import type { Style } from "./style";
import { ballroom } from "./grooves/ballroom";
import { folk } from "./grooves/folk";
import { jazz } from "./grooves/jazz";
import { popular } from "./grooves/popular";
import { song } from "./grooves/song";

/** Every way of accompanying, as the studio offers them. */
export const STYLES: readonly Style[] = [...folk, ...ballroom, ...song, ...jazz, ...popular];

/** What suits a kind of tune that has a style of its own, or nearly. */
const OF_TYPE: Readonly<Record<string, string>> = {
  reel: "reel",
  jig: "jig",
  slipjig: "slip-jig",
  hornpipe: "hornpipe",
  strathspey: "strathspey",
  march: "march",
  polka: "polka",
  waltz: "waltz",
  mazurka: "mazurka",
  air: "ballad",
  hymn: "hymn",
  song: "ballad",
};

/** The plainest style of each metre, and of any other. */
const OF_METRE: Readonly<Record<string, string>> = {
  "3/4": "waltz",
  "6/8": "jig",
  "9/8": "slip-jig",
  "12/8": "soul",
  "3/8": "jig",
  "2/4": "polka",
};
const ANY = "session";
const SLOW = "ballad";

/** The style of an id; one that no longer exists is the plainest. */
export function styleNamed(id: string): Style {
  return STYLES.find((style) => style.id === id) ?? (STYLES[0] as Style);
}

/** The style a score is accompanied in where nobody chose one: by its kind, else its metre and tempo. */
export function styleFor(score: Pick<Score, "type" | "meter" | "bpm">): string {
  const ofType = OF_TYPE[score.type ?? ""];
  if (ofType !== undefined) return ofType;
  const metre = `${score.meter.beats}/${score.meter.unit}`;
  const ofMetre = OF_METRE[metre] ?? (score.meter.unit >= 8 ? "minimal" : ANY);
  const slow = score.bpm < 0.8 * styleNamed(ofMetre).bpm[0];
  return slow ? SLOW : ofMetre;
}
